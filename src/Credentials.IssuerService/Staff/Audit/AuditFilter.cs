using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
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
        var asked = new AskedFilter(query);
        return new()
        {
            Actor = asked.Read("who", text => StaffMember.IdOf(text) is not null || text == StaffMembers.OperatorActor ? text : null),
            What = asked.Read("what", text => StaffActs.All.FirstOrDefault(act => act == text)),
            Subject = asked.Text("on"),
            From = asked.Day("from"),
            Until = asked.Day("until"),
            Cursor = asked.Cursor,
            Faults = asked.Faults,
        };
    }

    public string PathFrom(string? cursor) => AskedFilter.PathOf(
        AuditEndpoint.Path, ("who", Actor), ("what", What), ("on", Subject), ("from", AskedFilter.Written(From)), ("until", AskedFilter.Written(Until)), ("cursor", cursor));

    internal StaffActionQuery Of(string centre, int limit) => new(centre, limit)
    {
        Actor = Actor,
        What = What,
        Subject = Subject,
        From = From is { } from ? BrusselsTime.StartOf(from) : null,
        Before = Until is { } until && until < DateOnly.MaxValue ? BrusselsTime.StartOf(until.AddDays(1)) : null,
        Cursor = Cursor,
    };
}
