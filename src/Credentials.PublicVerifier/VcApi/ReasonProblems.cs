using System.Collections.Frozen;
using Credentials.Verifying;
using Credentials.Web.VcApi;

namespace Credentials.PublicVerifier.VcApi;

/// <summary>The one table from what a check says to the problem type that the specifications have for it. A passed check is no problem and stands nowhere in it.</summary>
public static class ReasonProblems
{
    private static readonly FrozenDictionary<(string Check, string Reason), string> Types = Table().ToFrozenDictionary(
        row => (row.Reason.Id, row.Reason.Reason), row => row.Type);

    /// <summary>Whether the table has the reason; a test asks for each one.</summary>
    public static bool Knows(VerificationCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return check.Outcome == CheckOutcome.Passed || check.Reason == "not-read" || Types.ContainsKey((check.Id, check.Reason));
    }

    /// <summary>The problem of a check that did not pass.</summary>
    public static VcProblem Of(VerificationCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var type = Types.GetValueOrDefault((check.Id, check.Reason), check.Reason == "not-read" ? VcProblemTypes.Parsing : VcProblemTypes.CryptographicSecurity);
        return new VcProblem(type, check.Detail is null ? check.Message : $"{check.Message} {check.Detail}") { Code = check.Reason, Check = check.Id };
    }

    private static IEnumerable<(VerificationCheck Reason, string Type)> Table() =>
    [
        .. Of(VcProblemTypes.Parsing, Reasons.TokenMalformed, Reasons.PayloadMalformed, Reasons.SdJwtMalformed, Reasons.EnvelopeMalformed),
        .. Of(
            VcProblemTypes.MalformedValue, Reasons.WrongTypeHeader, Reasons.NotACredential, Reasons.WrappedClaims, Reasons.IssuerClaimDiffers, Reasons.ClaimMalformed,
            Reasons.NoCredentials, Reasons.DateMalformed, Reasons.StatusMalformed, Reasons.SchemaMalformed, Reasons.NotAsTypeSays, Reasons.ContextWrong, Reasons.TypeWrong,
            Reasons.IdMalformed, Reasons.IssuerMalformed, Reasons.SubjectMissing, Reasons.TypeOfPartMissing, Reasons.RelatedResourceUnchecked, Reasons.AchievementIncomplete,
            Reasons.ElementMissing),
        .. Of(VcProblemTypes.Range, Reasons.TooManyCredentials, Reasons.TooManyProofs, Reasons.TooManyStatuses, Reasons.PeriodReversed, Reasons.IndexOutOfRange),
        .. Of(
            VcProblemTypes.CryptographicSecurity, Reasons.AlgorithmRefused, Reasons.CriticalNotUnderstood, Reasons.AlgorithmDiffers, Reasons.NotRecorded,
            Reasons.RegisterUnreachable, Reasons.SignedBeforeKey, Reasons.SignedAfterRetirement, Reasons.SignedAfterCompromise, Reasons.SignedInFuture, Reasons.KeyNotNamed,
            Reasons.KeyOfAnother, Reasons.KeyNotListed, Reasons.KeyNotPublished, Reasons.MetadataRefused, Reasons.CertificateRefused, Reasons.KeyRevoked, Reasons.DidNotFound,
            Reasons.SigningTimeUnknown, Reasons.DocumentUnreachable, Reasons.MetadataUnreachable, Reasons.CertificateUnknown, Reasons.KeySourceUnknown, Reasons.IssuerNotADid,
            Reasons.KeyNotAvailable, Reasons.NoProof, Reasons.NotSigned, Reasons.SignatureWrong, Reasons.TypeAltered, Reasons.KeyBindingMissing, Reasons.KeyBindingMalformed,
            Reasons.KeyBindingElsewhere, Reasons.KeyBindingTooOld, Reasons.PresentationInFuture, Reasons.HolderKeyRefused, Reasons.HolderUnproven, Reasons.PresentationNotSigned,
            Reasons.HolderKeyUnavailable),
        .. Of(VcProblemTypes.ProofVerification, Reasons.ProofMalformed, Reasons.ProofPurposeWrong, Reasons.ProofExpired),
        .. Of(VcProblemTypes.ProofTransformation, Reasons.ContextNotSigned, Reasons.ProofNotSupported),
        .. Of(VcProblemTypes.InvalidChallenge, Reasons.ChallengeDiffers),
        .. Of(VcProblemTypes.StatusRetrieval, Reasons.ListUnreachable, Reasons.ListNotFound),
        .. Of(
            VcProblemTypes.StatusVerification, Reasons.StatusMissing, Reasons.ListMalformed, Reasons.ListElsewhere, Reasons.ListIssuerDiffers, Reasons.ListSignatureWrong,
            Reasons.ListKeyRefused, Reasons.StatusPurposeDiffers, Reasons.ListKeyUnavailable, Reasons.ListExpired, Reasons.ListNotYetValid, Reasons.UnknownStatusType,
            Reasons.UnknownStatusPurpose),
        .. Of(VcProblemTypes.StatusListLength, Reasons.ListTooShort, Reasons.ListTooLarge),
        .. Of(VcProblemTypes.CredentialWithdrawn, Reasons.Revoked, Reasons.Suspended),
        .. Of(VcProblemTypes.OutsideValidity, Reasons.NotYetValid, Reasons.Expired),
        .. Of(
            VcProblemTypes.IssuerNotTrusted, Reasons.LevelNotEntitled, Reasons.LevelUnknown, Reasons.UnknownIssuer, Reasons.TrustListUnreachable, Reasons.AwardDateUnknown),
        .. Of(VcProblemTypes.NotUnderstood, Reasons.TypeUnusable, Reasons.SchemaNotAvailable),
        .. Of(VcProblemTypes.HolderNotShown, Reasons.HolderNotShown, Reasons.HolderNotBound, Reasons.SubjectIsNotHolder, Reasons.SubjectUnknown),
        .. Of(
            VcProblemTypes.NotAsAsked, Reasons.NotTheKind, Reasons.NotTheAchievement, Reasons.LevelTooLow, Reasons.ClaimsMissing, Reasons.AchievementNotShown,
            Reasons.LevelNotShown, Reasons.RequestNotCompared),
    ];

    private static IEnumerable<(VerificationCheck Reason, string Type)> Of(string type, params VerificationCheck[] reasons) => reasons.Select(reason => (reason, type));
}
