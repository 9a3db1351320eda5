using Credentials.Achievements;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Frameworks;
using Credentials.Inputs;
using Credentials.Issuing;
using Credentials.Web.Answers;

namespace Credentials.EvidenceStore.Consulting;

/// <summary>The conditions of a search over records, as query parameters.</summary>
internal static class AskedRecords
{
    public const string Parameters = "vksLevel, eqfLevel, framework with level, field, from, until, institution, centre, kind, status, source";

    private const string Day = "This must be a date, written like 2026-06-30.";

    private static readonly IReadOnlyDictionary<string, ProofKind> Kinds = Vocabularies.Words(Vocabularies.ProofKind);

    /// <summary>Reads every condition; faults are in <paramref name="asked"/>, which the caller asks last.</summary>
    /// <param name="asked">The query.</param>
    /// <param name="limit">How many records a page has.</param>
    public static RecordQuery Read(ListQuery asked, int limit)
    {
        var framework = asked.Read("framework", Framework, InputReasons.NotAllowedValue, "This must be one of: vks, eqf.");
        var level = asked.Read("level", Level, InputReasons.UnknownLevel, "This must be a level from 1 to 8.");
        if (framework is null != level is null)
            asked.Refuse(framework is null ? "framework" : "level", InputReasons.Missing, "A level belongs to a framework: give both, or vksLevel or eqfLevel.");
        return new(limit)
        {
            VksLevel = asked.Read("vksLevel", Level, InputReasons.UnknownLevel, "This must be a level from 1 to 8.") ?? (framework is false ? level : null),
            EqfLevel = asked.Read("eqfLevel", Level, InputReasons.UnknownLevel, "This must be a level from 1 to 8.") ?? (framework is true ? level : null),
            Field = asked.Read("field", Field, InputReasons.UnknownField, "This must be a field of ISCED-F 2013: two, three or four digits.")?.Code,
            From = asked.Read("from", Date, InputReasons.NotADate, Day),
            Until = asked.Read("until", Date, InputReasons.NotADate, Day),
            Institution = asked.Text("institution") is { } institution ? KboNumber.TryParse(institution, out var kbo) ? kbo.Digits : MatchKey.Fold(institution) : null,
            Centre = asked.Text("centre"),
            Kind = asked.Read("kind", text => Kinds.TryGetValue(text, out var kind) ? kind : default(ProofKind?), InputReasons.NotAllowedValue, OneOf(Kinds.Keys)),
            Status = asked.Read(
                "status", text => RecordWords.Statuses.TryGetValue(text, out var status) ? status : default(RecordStatus?), InputReasons.NotAllowedValue,
                OneOf(RecordWords.Statuses.Keys)),
            Source = asked.Read(
                "source", text => RecordWords.Sources.TryGetValue(text, out var source) ? source : default(RecordSource?), InputReasons.NotAllowedValue,
                OneOf(RecordWords.Sources.Keys)),
        };
    }

    /// <summary>True for the EQF, false for the VKS.</summary>
    private static bool? Framework(string text) => text switch
    {
        QualificationsFramework.Eqf => true,
        QualificationsFramework.Vks => false,
        _ => null,
    };

    private static int? Level(string text) => text is [>= '1' and <= '8' and var digit] ? digit - '0' : null;

    private static FieldCode? Field(string text) => IscedField.TryFind(text, out var field) ? new FieldCode(field.Code) : null;

    private static DateOnly? Date(string text) => IsoDate.TryParse(text, out var date) ? date : null;

    private static string OneOf(IEnumerable<string> words) => $"This must be one of: {string.Join(", ", words)}.";

    private readonly record struct FieldCode(string Code);
}
