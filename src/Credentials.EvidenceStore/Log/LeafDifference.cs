using System.Globalization;
using Credentials.Achievements;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Frameworks;

namespace Credentials.EvidenceStore.Log;

/// <summary>
/// Finds which value was changed where a leaf no longer has the hash that the log has for it. The log keeps no second copy of the values; but one of them was
/// changed as a rule, and there are few enough values that it may have had to try them all.
/// </summary>
internal sealed class LeafDifference(IReadOnlyCollection<string> centres)
{
    private static readonly DateOnly FirstDay = new(1930, 1, 1);
    private static readonly DateOnly LastDay = new(2080, 12, 31);

    /// <summary>What the value is, and what the log says; null where more than one was changed, or one in a way that cannot be guessed.</summary>
    public string? Find(RecordEvent happened, RecordFacts facts, TreeHash logged)
    {
        foreach (var (name, value, others) in ValuesOf(facts))
        {
            foreach (var (other, changed) in others)
            {
                if (TreeHash.OfLeaf(LogLeaf.Write(happened, changed)) == logged)
                    return $"its {name} is {value ?? "empty"}, and the log says {other ?? "nothing"}";
            }
        }
        if (FindDay(happened, day => facts with { ObtainedOn = day }, logged) is { } obtained)
            return $"its obtainedOn is {Text(facts.ObtainedOn)}, and the log says {Text(obtained)}";
        if (FindDay(happened, day => facts with { ValidUntil = day }, logged) is { } last)
            return $"its validUntil is {Text(facts.ValidUntil) ?? "empty"}, and the log says {Text(last)}";
        foreach (var (name, changed) in EventsLike(happened))
        {
            if (TreeHash.OfLeaf(LogLeaf.Write(changed, facts)) == logged)
                return $"the log's own entry was changed: its {name}";
        }
        return null;
    }

    private IEnumerable<(string Name, string? Value, IEnumerable<(string? Other, RecordFacts Changed)> Others)> ValuesOf(RecordFacts facts)
    {
        yield return ("vksLevel", Text(facts.VksLevel), Levels().Select(level => (Text(level), facts with { VksLevel = level })));
        yield return ("eqfLevel", Text(facts.EqfLevel), Levels().Select(level => (Text(level), facts with { EqfLevel = level })));
        yield return ("centre", facts.Centre, TextsLike(facts.Centre, centres).Select(text => (text, facts with { Centre = text })));
        yield return ("kind", LogLeaf.WordOf(facts.Kind), Enum.GetValues<ProofKind>().Select(kind => ((string?)LogLeaf.WordOf(kind), facts with { Kind = kind })));
        yield return ("isEnd", Text(facts.IsEnd), ((bool?[])[null, false, true]).Select(isEnd => (Text(isEnd), facts with { IsEnd = isEnd })));
        yield return ("obtainedPrecision", LogLeaf.WordOf(facts.ObtainedPrecision), Enum.GetValues<DatePrecision>()
            .Select(precision => ((string?)LogLeaf.WordOf(precision), facts with { ObtainedPrecision = precision })));
        yield return ("setting", facts.Setting is { } setting ? LogLeaf.WordOf(setting) : null, Enum.GetValues<LearningSetting>().Cast<LearningSetting?>().Append(null)
            .Select(other => (other is { } word ? LogLeaf.WordOf(word) : null, facts with { Setting = other })));
        yield return ("iscedField", facts.IscedField, TextsLike(facts.IscedField, [.. IscedField.All.Select(field => field.Code)])
            .Select(text => (text, facts with { IscedField = text })));
        yield return ("institution", facts.Institution, TextsLike(facts.Institution, []).Select(text => (text, facts with { Institution = text })));
        yield return ("supplier", facts.Supplier, TextsLike(facts.Supplier, []).Select(text => (text, facts with { Supplier = text })));
        yield return ("subject", facts.Subject, TextsLike(facts.Subject, []).Select(text => (text, facts with { Subject = text })));
        yield return ("levelBy", facts.LevelBy, TextsLike(facts.LevelBy, ["AHOVOKS"]).Select(text => (text, facts with { LevelBy = text })));
        yield return ("hours", Text(facts.Hours), Hours(facts.Hours).Select(hours => (Text(hours), facts with { Hours = hours })));
        yield return ("validUntil", Text(facts.ValidUntil), [(null, facts with { ValidUntil = null })]);
    }

    private static IEnumerable<(string Name, RecordEvent Changed)> EventsLike(RecordEvent happened)
    {
        foreach (var type in Enum.GetValues<RecordEventType>())
            yield return ("type", happened with { Type = type });
        for (var bit = 0; bit < 42; bit++)
        {
            var milliseconds = happened.At.ToUnixTimeMilliseconds() ^ (1L << bit);
            yield return ("time", happened with { At = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) });
        }
        for (var bit = 0; bit < happened.Digest.Length * 8; bit++)
        {
            var digest = happened.Digest.ToArray();
            digest[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return ("digest", happened with { Digest = digest });
        }
        for (var ordinal = 0; ordinal < 16; ordinal++)
            yield return ("ordinal", happened with { Ordinal = ordinal });
    }

    private static IEnumerable<byte?> Levels() => Enumerable.Range(1, 8).Select(level => (byte?)level).Append(null);

    /// <summary>The day with which the leaf has that hash. The leaf is written once and its day overwritten: there are many days.</summary>
    private static DateOnly? FindDay(RecordEvent happened, Func<DateOnly, RecordFacts> with, TreeHash logged)
    {
        var leaf = LogLeaf.Write(happened, with(DateOnly.MinValue));
        var place = leaf.AsSpan().IndexOf("0001-01-01"u8);
        for (var day = FirstDay; day <= LastDay; day = day.AddDays(1))
        {
            if (day.TryFormat(leaf.AsSpan(place), out _, "yyyy-MM-dd", CultureInfo.InvariantCulture) && TreeHash.OfLeaf(leaf) == logged)
                return day;
        }
        return null;
    }

    /// <summary>Hundredths with one bit changed, whole and half hours, or none.</summary>
    private static IEnumerable<decimal?> Hours(decimal? hours)
    {
        yield return null;
        for (var bit = 0; hours is { } known && bit < 24; bit++)
            yield return (((long)(known * 100)) ^ (1L << bit)) / 100m;
        for (var half = 0; half < 8000; half++)
            yield return half / 2m;
    }

    /// <summary>None, the known ones, and those with one bit changed.</summary>
    private static IEnumerable<string?> TextsLike(string? text, IReadOnlyCollection<string> known)
    {
        yield return null;
        foreach (var other in known)
            yield return other;
        var bytes = System.Text.Encoding.UTF8.GetBytes(text ?? "");
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return System.Text.Encoding.UTF8.GetString(changed);
        }
    }

    private static string? Text<T>(T? value)
        where T : struct, IFormattable => value?.ToString(value is DateOnly ? "yyyy-MM-dd" : value is decimal ? "0.##" : null, CultureInfo.InvariantCulture);

    private static string? Text(DateOnly value) => Text((DateOnly?)value);

    private static string? Text(bool? value) => value is { } isTrue ? isTrue ? "true" : "false" : null;
}
