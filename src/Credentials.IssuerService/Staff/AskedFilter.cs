using Credentials.Inputs;
using Microsoft.AspNetCore.Http;

namespace Credentials.IssuerService.Staff;

/// <summary>
/// Reads what somebody asks of a list in its address. What cannot be understood is named, and then nothing is listed: passing over a condition would show more
/// than was asked for.
/// </summary>
internal sealed class AskedFilter(IQueryCollection query)
{
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public string? Cursor => query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null;

    /// <summary>Null where nothing is asked, or nothing that can be understood.</summary>
    public T? Read<T>(string name, Func<string, T?> read)
    {
        if (query[name].ToString() is var text && string.IsNullOrWhiteSpace(text))
            return default;
        var value = read(text);
        if (value is null)
            _faults.Add(name);
        return value;
    }

    public DateOnly? Day(string name) => Read(name, DayIn);

    public string? Text(string name, int most = 200) => Read(name, typed => TypedText.TryRead(typed, most, lines: false, out var text, out _) ? text : null);

    /// <summary>The address of the same list, by the conditions that there are.</summary>
    public static string PathOf(string path, params ReadOnlySpan<(string Name, string? Value)> conditions)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in conditions)
        {
            if (value is not null)
                query = query.Add(name, value);
        }
        return path + query;
    }

    /// <summary>As a date field of a form wants it.</summary>
    public static string? Written(DateOnly? day) => day is { } known ? IsoDate.Write(known) : null;

    // Days at the ends of the calendar have no moment before or after them.
    private static DateOnly? DayIn(string typed) => IsoDate.TryParse(typed, out var day) && day.Year is > 1900 and < 9999 ? day : null;
}
