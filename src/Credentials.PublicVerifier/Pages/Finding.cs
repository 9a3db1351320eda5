using Credentials.Verifying;
using Credentials.Web.Languages;
using Microsoft.Extensions.Localization;

namespace Credentials.PublicVerifier.Pages;

/// <summary>What a report comes down to, for people: the verdict and the one finding that explains it best.</summary>
/// <param name="Verdict">The report's verdict.</param>
/// <param name="Deciding">The failed or undetermined check to name first; null where all passed, or only one of a bundle's credentials did not.</param>
/// <param name="IsBundle">Whether it is about several credentials together.</param>
internal sealed record Finding(Verdict Verdict, VerificationCheck? Deciding, bool IsBundle)
{
    // What makes the rest meaningless comes first: the signature, then a revocation, then everything else.
    private static readonly string[] Order =
        [CheckIds.Format, CheckIds.Proof, CheckIds.IssuerKey, CheckIds.Status, CheckIds.Validity, CheckIds.HolderBinding, CheckIds.IssuerTrust, CheckIds.Request, CheckIds.Content, CheckIds.Schema];

    /// <summary>The drawing that stands for the verdict.</summary>
    public string Icon => Verdict switch { Verdict.Valid => "passed", Verdict.Invalid => "failed", _ => "undetermined" };

    /// <summary>The verdict as a class of the style sheet.</summary>
    public string Tone => Verdict switch { Verdict.Valid => "valid", Verdict.Invalid => "invalid", _ => "undetermined" };

    public static Finding Of(VerificationReport report)
    {
        var outcome = report.Verdict == Verdict.Invalid ? CheckOutcome.Failed : CheckOutcome.Undetermined;
        var deciding = report.Checks
            .Where(check => check.Outcome == outcome)
            .MinBy(check => Array.IndexOf(Order, check.Id) is var place && place < 0 ? Order.Length : place);
        return new Finding(report.Verdict, deciding, report.Contained.Count > 0);
    }

    /// <summary>Whether the register was found to let the issuer award this level on that day.</summary>
    public static bool MayAward(VerificationReport report) =>
        report.Checks.Any(check => check is { Id: CheckIds.IssuerTrust, Outcome: CheckOutcome.Passed });

    /// <summary>The verdict in a few words: of this very reason where there are such words, else of its check, else of the verdict.</summary>
    public string Title(IStringLocalizer texts) => Deciding is null
        ? texts[Whole("title")]
        : texts[$"verdict.{Tone}.{Deciding.Id}.{Deciding.Reason}.title"].Or(OfCheck(texts, "title"));

    /// <summary>What the verdict means for the reader: words of this very reason, or the finding itself and what follows from such a finding.</summary>
    public string Text(IStringLocalizer texts) => Deciding is null
        ? texts[Whole("text")]
        : texts[$"verdict.{Tone}.{Deciding.Id}.{Deciding.Reason}.text"].Or($"{Sentence(Deciding, texts)} {OfCheck(texts, "text")}");

    /// <summary>What a check found, in the reader's language if it was translated, else in English.</summary>
    public static string Sentence(VerificationCheck check, IStringLocalizer texts) => texts[$"check.{check.Id}.{check.Reason}"].Or(check.Message);

    private string Whole(string part) => IsBundle ? $"verdict.{Tone}.bundle.{part}" : $"verdict.{Tone}.{part}";

    private string OfCheck(IStringLocalizer texts, string part) => texts[$"verdict.{Tone}.{Deciding!.Id}.{part}"].Or(texts[$"verdict.{Tone}.{part}"]);
}
