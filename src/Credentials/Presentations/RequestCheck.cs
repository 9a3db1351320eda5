using Credentials.Frameworks;
using Credentials.Verifying;

namespace Credentials.Presentations;

/// <summary>Whether a credential is what was asked for. The wallet was told, and is not believed (OpenID4VP 1.0 section 14.9).</summary>
internal static class RequestCheck
{
    /// <param name="report">Of the credential alone, before anything is left out of it.</param>
    public static VerificationCheck Run(PresentationAsk ask, VerificationReport report)
    {
        if (report.Source is not { Credential: var credential } || report.Credential is not { } content)
            return Reasons.RequestNotCompared;
        if (CredentialQuery.Of(credential) is not { } query)
            return Reasons.NotTheKind;
        var achievement = ask.Achievement is { } asked ? OfAchievement(asked, credential, content) : Reasons.AnswersRequest;
        var level = ask.MinimumLevel is { } minimum ? OfLevel(minimum, content) : Reasons.AnswersRequest;
        var claims = OfClaims(ask, query, credential, content);
        VerificationCheck[] found = [achievement, level, claims];
        return found.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed)
            ?? found.FirstOrDefault(check => check.Outcome == CheckOutcome.Undetermined)
            ?? claims;
    }

    private static VerificationCheck OfAchievement(AskedAchievement asked, PresentedCredential credential, ReportedCredential content)
    {
        if (credential.Issuer is { } did ? did != asked.IssuerDid : credential.IssuerAddress != asked.IssuerAddress)
            return Reasons.NotTheAchievement;
        var shown = credential.SdJwtVc is null ? content.AchievementUrl : content.Title;
        return shown is null ? Reasons.AchievementNotShown
            : credential.SdJwtVc is null ? IsVersion(shown, asked.UrlPrefix) ? Reasons.AnswersRequest : Reasons.NotTheAchievement
            : !asked.Titles.Contains(shown) ? Reasons.NotTheAchievement
            : asked.SharedTitles.Contains(shown) ? Reasons.AchievementNotShown.Because("the centre awards another micro-credential of that title")
            : Reasons.AnswersRequest;
    }

    private static bool IsVersion(string url, string prefix) =>
        url.Length > prefix.Length && url.StartsWith(prefix, StringComparison.Ordinal) && url.AsSpan(prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0;

    // Where several are named, the lowest counts.
    private static VerificationCheck OfLevel(int minimum, ReportedCredential content)
    {
        var result = Reasons.LevelNotShown;
        foreach (var shown in content.Levels)
        {
            if (!QualificationsFramework.TryFindLevelByUri(shown.Uri, out var level) || !QualificationsFramework.TryToEqf(level, out var eqf))
                continue;
            if (eqf.Level < minimum)
                return Reasons.LevelTooLow.Because($"{level}, asked for: at least {minimum}");
            result = Reasons.AnswersRequest;
        }

        return result;
    }

    private static VerificationCheck OfClaims(PresentationAsk ask, CredentialQuery query, PresentedCredential credential, ReportedCredential content)
    {
        List<string> missing = [], absent = [];
        foreach (var claim in ask.Claims)
        {
            var ways = claim.In(query).Ways;
            // Other forms than ours may say the same by other paths; of an SD-JWT VC a part may be hidden.
            if (claim.IsShownBy(content)
                && (credential.SdJwtVc is null || ways.Any(way => way.Count > 0 && way.All(path => path.LeadsSomewhere(credential.Json)))))
                continue;
            (ways.Count == 0 || ways.Any(way => way.Count == 0) ? absent : missing).Add(claim.Id);
        }

        return missing.Count > 0 ? Reasons.ClaimsMissing.Because(string.Join(", ", missing))
            : absent.Count > 0 ? Reasons.AnswersRequestInPart.Because(string.Join(", ", absent))
            : Reasons.AnswersRequest;
    }
}
