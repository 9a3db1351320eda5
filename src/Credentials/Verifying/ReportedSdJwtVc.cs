using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.WalletProfiles;

namespace Credentials.Verifying;

/// <summary>Reads what an SD-JWT VC says for people, as far as it is shown: the claims, and of the types that are known here their meaning.</summary>
internal static class ReportedSdJwtVc
{
    private const int MostClaims = 256;

    // What makes it a token, told by other checks or of use to machines alone (RFC 7519 section 4.1, RFC 7800, SD-JWT VC section "Registered JWT Claims").
    private static readonly string[] Technical = [.. SdJwtVc.NeverDisclosable, "iat", "jti", "aud", "sub"];

    public static ReportedCredential Read(SdJwtVc credential, ReportSource source)
    {
        var shown = source.Credential.Learning;
        return new ReportedCredential
        {
            Id = shown?.Id,
            Title = shown?.Title,
            Description = shown?.Description,
            LearnerName = shown?.LearnerName,
            AwardedOn = shown?.AwardedOn,
            ValidFrom = credential.NotBefore,
            ValidUntil = credential.Expires,
            Result = shown?.Result,
            Issuer = IssuerOf(source, shown),
            Levels = [.. (shown?.Levels ?? []).Select(level => new ReportedLevel(level.Framework, level.Level, level.Uri, level.NameIn("en")))],
            LearningOutcomes = shown?.LearningOutcomes ?? [],
            Workload = shown?.Workload,
            Assessment = shown?.Assessment,
            Participation = shown?.Participation,
            QualityAssurance = shown?.QualityAssurance,
            Type = credential.Type,
            Claims = ClaimsOf(credential, source.Type, shown),
        };
    }

    /// <summary>The credential's own claims that are shown, in its order.</summary>
    public static IReadOnlyList<ReportedClaim> ClaimsOf(SdJwtVc credential, TypeMetadata? type, ShownLearning? shown = null)
    {
        var described = type?.Claims ?? WalletProfile.OfType(credential.Type)?.Claims ?? [];
        var claims = new List<ReportedClaim>();
        foreach (var member in credential.Claims.EnumerateObject())
        {
            if (claims.Count == MostClaims)
                break;
            if (Technical.Contains(member.Name))
                continue;
            var path = ClaimPath.Of(member.Name);
            claims.Add(new ReportedClaim(member.Name, described.FirstOrDefault(claim => claim.Path == path)?.Display ?? [], member.Value)
            {
                IsToldElsewhere = shown?.Told.Contains(member.Name) == true,
            });
        }

        return claims;
    }

    private static ReportedIssuer? IssuerOf(ReportSource source, ShownLearning? shown)
    {
        var credential = source.Credential;
        var trusted = source.Trusted;
        if (trusted is null && credential.Issuer is null && credential.IssuerAddress is null)
            return null;
        var did = credential.Issuer?.Value ?? trusted?.Did.Value;
        return new ReportedIssuer(
            did, trusted?.Centre.Name, trusted?.Centre.Kbo.ToString(), trusted?.Centre.Address.Region, trusted?.Register, shown?.AwardingBody)
        {
            Address = credential.IssuerAddress,
        };
    }
}
