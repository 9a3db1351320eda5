using Credentials.Achievements;
using Credentials.EvidenceStore.Storage;
using Microsoft.AspNetCore.Http;

namespace Credentials.IssuerService.Staff.Records;

/// <summary>Which records somebody wants to see, as asked for in the address.</summary>
public sealed record RecordFilter
{
    private static readonly IReadOnlyDictionary<string, ProofKind> Kinds = Vocabularies.Words(Vocabularies.ProofKind);

    public RecordSource? Source { get; private init; }

    public ProofKind? Kind { get; private init; }

    public RecordStatus? Status { get; private init; }

    /// <summary>Of the Flemish or the European framework: a VKS level is referenced to the EQF level of the same number.</summary>
    public int? Level { get; private init; }

    public DateOnly? From { get; private init; }

    public DateOnly? Until { get; private init; }

    public string? Cursor { get; private init; }

    /// <summary>The fields that could not be understood: then nothing is listed.</summary>
    public IReadOnlyList<string> Faults { get; private init; } = [];

    public bool IsNarrow => Source is not null || Kind is not null || Status is not null || Level is not null || From is not null || Until is not null;

    internal static RecordFilter Read(IQueryCollection query)
    {
        var asked = new AskedFilter(query);
        return new()
        {
            Source = asked.Read("source", WordOf<RecordSource>),
            Kind = asked.Read("kind", text => Kinds.TryGetValue(text, out var kind) ? kind : default(ProofKind?)),
            Status = asked.Read("status", WordOf<RecordStatus>),
            Level = asked.Read("level", text => text is [>= '1' and <= '8' and var digit] ? digit - '0' : default(int?)),
            From = asked.Day("from"),
            Until = asked.Day("until"),
            Cursor = asked.Cursor,
            Faults = asked.Faults,
        };
    }

    public string PathFrom(string? cursor) => AskedFilter.PathOf(
        RecordPageEndpoints.Path, ("source", Source?.ToString()), ("kind", Kind is { } kind ? Vocabularies.ProofKind[kind].Word : null), ("status", Status?.ToString()),
        ("level", Level?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("from", AskedFilter.Written(From)), ("until", AskedFilter.Written(Until)),
        ("cursor", cursor));

    internal RecordQuery Of(int limit) => new(limit)
    {
        Source = Source,
        Kind = Kind,
        Status = Status,
        EqfLevel = Level,
        From = From,
        Until = Until,
        Cursor = Cursor,
    };

    private static T? WordOf<T>(string text)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => value.ToString() == text).Select(value => (T?)value).FirstOrDefault();
}
