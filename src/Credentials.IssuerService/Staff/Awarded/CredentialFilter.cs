using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.IssuerService.Awarding;
using Microsoft.AspNetCore.Http;

namespace Credentials.IssuerService.Staff.Awarded;

/// <summary>Which credentials somebody wants to see, as asked for in the address.</summary>
public sealed record CredentialFilter
{
    private const int LongestText = 200;

    /// <summary>Names, an e-mail address, or the id of a credential.</summary>
    public string? Sought { get; private init; }

    public string? Achievement { get; private init; }

    public AwardStatus? Status { get; private init; }

    public DateOnly? From { get; private init; }

    public DateOnly? Until { get; private init; }

    public Guid? Batch { get; private init; }

    public string? Cursor { get; private init; }

    /// <summary>The fields that could not be understood: then nothing is listed, because passing over a filter would show more than was asked for.</summary>
    public IReadOnlyList<string> Faults { get; private init; } = [];

    /// <summary>Whether anything is asked for besides the place in the list.</summary>
    public bool IsNarrow => Sought is not null || Achievement is not null || Status is not null || From is not null || Until is not null || Batch is not null;

    public string? StatusWord => Status is { } status ? AwardJson.Word(status) : null;

    internal static CredentialFilter Read(IQueryCollection query)
    {
        var faults = new List<string>();
        T? Field<T>(string name, Func<string, T?> read)
        {
            if (query[name].ToString() is not { Length: > 0 } text || string.IsNullOrWhiteSpace(text))
                return default;
            var value = read(text);
            if (value is null)
                faults.Add(name);
            return value;
        }
        return new()
        {
            Sought = Field("q", Text),
            Achievement = Field("achievement", Text),
            Status = Field("status", text => AwardJson.StatusWords.TryGetValue(text, out var status) ? status : default(AwardStatus?)),
            From = Field("from", Day),
            Until = Field("until", Day),
            Batch = Field("batch", text => Guid.TryParse(text, out var id) ? id : default(Guid?)),
            Cursor = query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
            Faults = faults,
        };
    }

    /// <summary>The address of this list from another place on; from its beginning where that is null.</summary>
    public string PathFrom(string? cursor)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in new[]
        {
            ("q", Sought), ("achievement", Achievement), ("status", StatusWord), ("from", Written(From)), ("until", Written(Until)),
            ("batch", Batch?.ToString()), ("cursor", cursor),
        })
        {
            if (value is not null)
                query = query.Add(name, value);
        }
        return CredentialListEndpoint.Path + query;
    }

    /// <summary>As a date field of a form wants it.</summary>
    public static string? Written(DateOnly? day) => day is { } known ? IsoDate.Write(known) : null;

    internal bool Holds(AwardDocument award) =>
        (Achievement is null || award.AchievementId == Achievement) && (Status is null || award.Status == Status)
        && (From is null || award.AwardedOn >= From) && (Until is null || award.AwardedOn <= Until) && (Batch is null || award.BatchId == Batch);

    private static string? Text(string typed) => TypedText.TryRead(typed, LongestText, lines: false, out var text, out _) ? text : null;

    private static DateOnly? Day(string typed) => IsoDate.TryParse(typed, out var day) ? day : null;
}
