using System.Globalization;
using System.Text;
using Credentials.Verifying;
using Credentials.Web.Answers;

namespace Credentials.PublicVerifier.Several;

/// <summary>What was found of several, one line for each credential, for a spreadsheet.</summary>
internal static class SeveralCsv
{
    public static string Write(IReadOnlyList<CheckedItem> items)
    {
        var csv = new StringBuilder("number,source,verdict,reason,title,learner,awardedOn,validUntil,vksLevel,eqfLevel,awardingBody,kbo,checkedAt\r\n");
        foreach (var (index, item) in items.Index())
        {
            var credentials = item.Credentials.ToList();
            foreach (var credential in credentials.Count == 0 ? [null] : credentials.Cast<ReportedCredential?>())
            {
                string?[] cells =
                [
                    (index + 1).ToString(CultureInfo.InvariantCulture), item.Source, item.Report is { } report ? Word(report.Verdict) : "not-checked",
                    item.Fault ?? ReasonOf(item.Report!), credential?.Title, credential?.LearnerName, Day(credential?.AwardedOn),
                    credential?.ValidUntil is { } until ? Day(DateOnly.FromDateTime(until.DateTime)) : null, Level(credential, "vks"), Level(credential, "eqf"),
                    credential?.Issuer?.Name, credential?.Issuer?.Kbo,
                    item.Report?.VerifiedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ];
                csv.AppendJoin(',', cells.Select(CsvCell.Of)).Append("\r\n");
            }
        }
        return csv.ToString();
    }

    private static string? ReasonOf(VerificationReport report) => Pages.Finding.Of(report).Deciding?.Reason;

    private static string Word(Verdict verdict) => verdict switch { Verdict.Valid => "valid", Verdict.Invalid => "invalid", _ => "undetermined" };

    private static string? Level(ReportedCredential? credential, string framework) =>
        credential?.Levels.FirstOrDefault(level => level.Framework == framework)?.Level?.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
