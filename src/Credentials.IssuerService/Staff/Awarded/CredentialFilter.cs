using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Awarding;
using Microsoft.AspNetCore.Http;

namespace Credentials.IssuerService.Staff.Awarded;

/// <summary>Which credentials somebody wants to see, as asked for in the address.</summary>
public sealed record CredentialFilter
{
    /// <summary>Names, an e-mail address, or the id of a credential.</summary>
    public string? Sought { get; private init; }

    public string? Achievement { get; private init; }

    public AwardStatus? Status { get; private init; }

    public DateOnly? From { get; private init; }

    public DateOnly? Until { get; private init; }

    public Guid? Batch { get; private init; }

    public string? Cursor { get; private init; }

    /// <summary>The fields that could not be understood: then nothing is listed.</summary>
    public IReadOnlyList<string> Faults { get; private init; } = [];

    /// <summary>Whether anything is asked for besides the place in the list.</summary>
    public bool IsNarrow => Sought is not null || Achievement is not null || Status is not null || From is not null || Until is not null || Batch is not null;

    public string? StatusWord => Status is { } status ? AwardJson.Word(status) : null;

    internal static CredentialFilter Read(IQueryCollection query)
    {
        var asked = new AskedFilter(query);
        return new()
        {
            Sought = asked.Text("q"),
            Achievement = asked.Text("achievement"),
            Status = asked.Read("status", text => AwardJson.StatusWords.TryGetValue(text, out var status) ? status : default(AwardStatus?)),
            From = asked.Day("from"),
            Until = asked.Day("until"),
            Batch = asked.Read("batch", text => Guid.TryParse(text, out var id) ? id : default(Guid?)),
            Cursor = asked.Cursor,
            Faults = asked.Faults,
        };
    }

    /// <summary>The address of this list from another place on; from its beginning where that is null.</summary>
    public string PathFrom(string? cursor) => AskedFilter.PathOf(
        CredentialListEndpoint.Path, ("q", Sought), ("achievement", Achievement), ("status", StatusWord), ("from", AskedFilter.Written(From)),
        ("until", AskedFilter.Written(Until)), ("batch", Batch?.ToString()), ("cursor", cursor));

    internal bool Holds(AwardDocument award) =>
        (Achievement is null || award.AchievementId == Achievement) && (Status is null || award.Status == Status)
        && (From is null || award.AwardedOn >= From) && (Until is null || award.AwardedOn <= Until) && (Batch is null || award.BatchId == Batch);
}
