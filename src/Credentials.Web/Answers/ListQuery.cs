using System.Globalization;
using Credentials.Inputs;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Answers;

/// <summary>The query of a list, read strictly: a mistyped filter that is passed over would answer more than was asked for.</summary>
public sealed class ListQuery(HttpRequest request)
{
    /// <summary>Entries of a page where nothing is said.</summary>
    public const int UsualLimit = 50;

    /// <summary>The most entries of a page.</summary>
    public const int LargestLimit = 500;

    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<InputError> _errors = [];

    /// <summary>The cursor with which a page ended; null for the first page.</summary>
    public string? Cursor => Text("cursor");

    /// <summary>A parameter as it stands; null where it is absent or empty.</summary>
    public string? Text(string name)
    {
        _asked.Add(name);
        return request.Query[name].ToString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>A parameter that <paramref name="parse"/> must understand; null where it is absent or faulty.</summary>
    public T? Read<T>(string name, Func<string, T?> parse, string reason, string detail)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        var value = parse(text);
        if (value is null)
            _errors.Add(new InputError(name, reason, detail));
        return value;
    }

    /// <summary>Adds a fault of what was asked together.</summary>
    public void Refuse(string name, string reason, string detail) => _errors.Add(new InputError(name, reason, detail));

    /// <summary>How many entries a page may have.</summary>
    public int Limit(int usual = UsualLimit, int most = LargestLimit) => Math.Min(
        Read("limit", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 ? limit : (int?)null,
            InputReasons.OutOfRange, "This must be a whole number of at least 1.") ?? usual,
        most);

    /// <summary>Every fault, parameters that were never asked for included; null where there is none. Asked last.</summary>
    public Problem? Fault()
    {
        foreach (var name in request.Query.Keys.Where(name => !_asked.Contains(name)))
            _errors.Add(new InputError(name, InputReasons.UnknownParameter, $"There is no such parameter; there are: {string.Join(", ", _asked)}."));
        return _errors.Count == 0 ? null : Faulty(_errors);
    }

    /// <summary>The problem of a cursor that the list never gave.</summary>
    public static Problem UnknownCursor => Faulty(
        [new InputError("cursor", InputReasons.UnknownCursor, "This must be the value of \"next\" in a page of this list.")]);

    private static Problem Faulty(IReadOnlyList<InputError> errors) =>
        new(ProblemCode.InvalidInput, "the query has faults") { Errors = errors };
}
