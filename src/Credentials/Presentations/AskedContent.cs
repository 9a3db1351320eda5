using Credentials.Verifying;
using Credentials.WalletProfiles;

namespace Credentials.Presentations;

/// <summary>
/// What a credential says, without all that nobody asked for: forms without selective disclosure show everything, and so does a wallet that does not
/// follow the query. What the trust list says of the issuer is no part of the credential and stays.
/// </summary>
internal static class AskedContent
{
    public static ReportedCredential Of(ReportedCredential content, PresentationAsk ask)
    {
        var needed = ask.Needed.ToHashSet();
        T? If<T>(AskedClaim claim, T? value) => needed.Contains(claim) ? value : default;
        return new ReportedCredential
        {
            Id = If(AskedClaim.Number, content.Id),
            Title = If(AskedClaim.Title, content.Title),
            Language = content.Language,
            LearnerName = If(AskedClaim.Learner, content.LearnerName),
            AwardedOn = If(AskedClaim.AwardedOn, content.AwardedOn),
            // In a badge this is the day of the award.
            ValidFrom = If(AskedClaim.AwardedOn, content.ValidFrom),
            ValidUntil = content.ValidUntil,
            Result = If(AskedClaim.Result, content.Result),
            Issuer = content.Issuer is { } issuer ? issuer with { ClaimedName = If(AskedClaim.AwardingBody, issuer.ClaimedName) } : null,
            Levels = If(AskedClaim.Level, content.Levels) ?? [],
            LearningOutcomes = If(AskedClaim.LearningOutcomes, content.LearningOutcomes) ?? [],
            Workload = If(AskedClaim.Workload, content.Workload),
            Assessment = If(AskedClaim.Assessment, content.Assessment),
            Participation = If(AskedClaim.Participation, content.Participation),
            QualityAssurance = If(AskedClaim.QualityAssurance, content.QualityAssurance),
            AchievementUrl = If(AskedClaim.Title, content.AchievementUrl),
            Type = content.Type,
            Claims = content.Type is { } type ? ClaimsOf(content, type, needed) : [],
        };
    }

    private static List<ReportedClaim> ClaimsOf(ReportedCredential content, string type, IEnumerable<AskedClaim> needed)
    {
        var query = CredentialQuery.All.FirstOrDefault(candidate => candidate.Id == WalletProfile.OfType(type)?.Id);
        if (query is null)
            return [];
        var names = needed.SelectMany(claim => claim.In(query).Ways).SelectMany(way => way).Select(path => path.Steps[0].Name).ToHashSet();
        return [.. content.Claims.Where(claim => names.Contains(claim.Name))];
    }
}
