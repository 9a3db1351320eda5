using Credentials.Achievements;
using Credentials.EvidenceStore.Log;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.Log;

/// <summary>The bytes that the log commits to: outsiders compute them anew, so they are written out here.</summary>
public sealed class LogLeafTests
{
    private static readonly RecordEvent Happened = new(
        Guid.Parse("0197c2a0-1234-7abc-8def-0123456789ab"), 0, RecordEventType.Issued, new(2026, 6, 30, 14, 0, 0, 7, TimeSpan.FromHours(2)),
        Enumerable.Range(0, 32).Select(number => (byte)number).ToArray());

    private static readonly RecordFacts Facts = new()
    {
        Kind = ProofKind.PriorLearning,
        IsEnd = true,
        Centre = "demo",
        Institution = "0566988259",
        Supplier = "Werk \"&\" <é>",
        Subject = "521001",
        VksLevel = 4,
        EqfLevel = 4,
        LevelBy = "AHOVOKS",
        IscedField = "0715",
        Setting = LearningSetting.NonFormal,
        ObtainedOn = new(2026, 6, 1),
        ObtainedPrecision = DatePrecision.Month,
        ValidUntil = new(2031, 6, 1),
        Hours = 60.50m,
    };

    [Fact]
    public void A_leaf_is_canonical_json_of_event_and_facts() => Assert.Equal(
        """
        {"at":"2026-06-30T12:00:00.007Z","digest":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","facts":{"centre":"demo","eqfLevel":4,"hours":"60.5","institution":"0566988259","isEnd":true,"iscedField":"0715","kind":"prior-learning","levelBy":"AHOVOKS","obtainedOn":"2026-06-01","obtainedPrecision":"month","setting":"non-formal","subject":"521001","supplier":"Werk \"&\" <é>","validUntil":"2031-06-01","vksLevel":4},"ordinal":0,"record":"0197c2a0-1234-7abc-8def-0123456789ab","type":"issued","version":1}
        """,
        System.Text.Encoding.UTF8.GetString(LogLeaf.Write(Happened, Facts)));

    [Fact]
    public void What_is_unknown_is_left_out() => Assert.Equal(
        """
        {"at":"2026-06-30T12:00:00.007Z","digest":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","facts":{"kind":"attest","obtainedOn":"1987-01-01","obtainedPrecision":"day"},"ordinal":3,"record":"0197c2a0-1234-7abc-8def-0123456789ab","type":"cancelled","version":1}
        """,
        System.Text.Encoding.UTF8.GetString(
            LogLeaf.Write(Happened with { Ordinal = 3, Type = RecordEventType.Cancelled }, new() { Kind = ProofKind.Attest, ObtainedOn = new(1987, 1, 1) })));

    [Fact]
    public void Another_value_anywhere_is_another_leaf_and_is_named()
    {
        var logged = TreeHash.OfLeaf(LogLeaf.Write(Happened, Facts));
        var differences = new LeafDifference(["arts", "demo"]);
        (string Name, RecordFacts Changed)[] changes =
        [
            ("kind", Facts with { Kind = ProofKind.Diploma }), ("isEnd", Facts with { IsEnd = null }), ("centre", Facts with { Centre = "arts" }),
            ("centre", Facts with { Centre = null }), ("institution", Facts with { Institution = "0566988251" }), ("supplier", Facts with { Supplier = "Werk \"&\" <\u00e8>" }),
            ("subject", Facts with { Subject = "521000" }), ("vksLevel", Facts with { VksLevel = 5 }), ("eqfLevel", Facts with { EqfLevel = null }),
            ("levelBy", Facts with { LevelBy = "ahovoks" }), ("iscedField", Facts with { IscedField = "071" }), ("setting", Facts with { Setting = null }),
            ("obtainedOn", Facts with { ObtainedOn = new(2006, 6, 1) }), ("obtainedPrecision", Facts with { ObtainedPrecision = DatePrecision.Day }),
            ("validUntil", Facts with { ValidUntil = null }), ("validUntil", Facts with { ValidUntil = new(2041, 6, 1) }), ("hours", Facts with { Hours = 6.5m }),
        ];
        foreach (var (name, changed) in changes)
        {
            Assert.NotEqual(logged, TreeHash.OfLeaf(LogLeaf.Write(Happened, changed)));
            var told = differences.Find(Happened, changed, logged);
            Assert.StartsWith($"its {name} is ", told, StringComparison.Ordinal);
        }
    }
}
