using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Http;

namespace Credentials.IssuerService.Staff.Audit;

/// <summary>Which actions somebody wants to see, as asked for in the address.</summary>
public sealed record AuditFilter
{
    /// <summary>The member, as journals name one, or the operator.</summary>
    public string? Actor { get; private init; }

    public string? What { get; private init; }

    /// <summary>A kind and an id.</summary>
    public string? Subject { get; private init; }

    public DateOnly? From { get; private init; }

    public DateOnly? Until { get; private init; }

    public string? Cursor { get; private init; }

    /// <summary>The fields that could not be understood: then nothing is listed.</summary>
    public IReadOnlyList<string> Faults { get; private init; } = [];

    public bool IsNarrow => Actor is not null || What is not null || Subject is not null || From is not null || Until is not null;

    internal static AuditFilter Read(IQueryCollection query)
    {
        var faults = new List<string>();
        T? Field<T>(string name, Func<string, T?> read)
        {
            if (query[name].ToString() is not { Length: > 0 } text)
                return default;
            var value = read(text);
            if (value is null)
                faults.Add(name);
            return value;
        }
        return new()
        {
            Actor = Field("who", text => StaffMember.IdOf(text) is not null || text == StaffMembers.OperatorActor ? text : null),
            What = Field("what", text => StaffActs.All.FirstOrDefault(act => act == text)),
            Subject = Field("on", text => TypedText.TryRead(text, 200, lines: false, out var subject, out _) ? subject : null),
            From = Field("from", Day),
            Until = Field("until", Day),
            Cursor = query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
            Faults = faults,
        };
    }

    public string PathFrom(string? cursor)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in new[]
        {
            ("who", Actor), ("what", What), ("on", Subject), ("from", Written(From)), ("until", Written(Until)), ("cursor", cursor),
        })
        {
            if (value is not null)
                query = query.Add(name, value);
        }
        return AuditEndpoint.Path + query;
    }

    public static string? Written(DateOnly? day) => day is { } known ? IsoDate.Write(known) : null;

    internal StaffActionQuery Of(string centre, int limit) => new(centre, limit)
    {
        Actor = Actor,
        What = What,
        Subject = Subject,
        From = From is { } from ? StaffTime.StartOf(from) : null,
        Before = Until is { } until && until < DateOnly.MaxValue ? StaffTime.StartOf(until.AddDays(1)) : null,
        Cursor = Cursor,
    };

    // Days at the ends of the calendar have no moment before or after them.
    private static DateOnly? Day(string typed) => IsoDate.TryParse(typed, out var day) && day.Year is > 1900 and < 9999 ? day : null;
}
