using System.Buffers;
using System.Globalization;
using Credentials.Achievements;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Web.Answers;

namespace Credentials.EvidenceStore.Consulting;

/// <summary>Records as lines of CSV (RFC 4180), with the columns that JSON has as members.</summary>
internal static class RecordCsv
{
    private const string Header =
        "id,source,status,statusChangedAt,learner,kind,endProof,obtainedOn,validUntil,vksLevel,eqfLevel,levelVerifiedBy,field,subject,learningSetting," +
        "hours,centre,institution,supplier,recordedAt";

    public static void WriteHeader(IBufferWriter<byte> output) => Write(output, Header + "\r\n");

    public static void Write(IBufferWriter<byte> output, RecordDocument record)
    {
        var facts = record.Facts;
        string?[] cells =
        [
            record.Id.ToString(), RecordWords.Of(record.Source), RecordWords.Of(record.Status), Instant(record.ChangedAt), record.LearnerId.ToString(),
            Vocabularies.ProofKind[facts.Kind].Word, facts.IsEnd is { } isEnd ? isEnd ? "true" : "false" : null, RecordWords.ObtainedOn(facts),
            facts.ValidUntil is { } until ? IsoDate.Write(until) : null, Number(facts.VksLevel), Number(facts.EqfLevel), facts.LevelBy, facts.IscedField,
            facts.Subject, facts.Setting is { } setting ? Vocabularies.LearningSetting[setting].Word : null, Number(facts.Hours), facts.Centre,
            facts.Institution, facts.Supplier, Instant(record.RecordedAt),
        ];
        Write(output, string.Join(',', cells.Select(CsvCell.Of)) + "\r\n");
    }

    private static string? Instant(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string? Number<T>(T? number)
        where T : struct, IFormattable => number?.ToString(null, CultureInfo.InvariantCulture);

    private static void Write(IBufferWriter<byte> output, string text)
    {
        var length = System.Text.Encoding.UTF8.GetBytes(text, output.GetSpan(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length)));
        output.Advance(length);
    }
}
