using System.Globalization;
using Credentials.SdJwts;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>Whether the holder of an SD-JWT VC presents it (RFC 9901 section 7.3), and, where a nonce was given, for this check.</summary>
internal static class KeyBindingCheck
{
    /// <summary>Null where the credential is bound to nobody, nobody signed as its holder, and nobody asked for it.</summary>
    public static VerificationCheck? Run(SdJwt sdJwt, VerificationFacts facts)
    {
        if (sdJwt.KeyBinding is not { } binding)
            return facts.ExpectedChallenge is not null ? Reasons.KeyBindingMissing
                : sdJwt.Claims.TryGetProperty("cnf"u8, out _) ? Reasons.HolderNotShown
                : null;
        var fault = facts.ExpectedChallenge is { } nonce
            ? sdJwt.CheckKeyBinding(new KeyBindingExpectation(facts.ExpectedAudience ?? "", nonce, facts.Now))
            : sdJwt.CheckUnaskedKeyBinding(facts.Now);
        return fault switch
        {
            null => facts.ExpectedChallenge is null ? Reasons.HolderSignedBefore.Because(ForWhom(binding)) : Reasons.HolderSigned,
            KeyBindingFault.NoHolderKey => Reasons.HolderNotBound,
            KeyBindingFault.HolderKeyUnusable => Reasons.HolderKeyUnavailable,
            KeyBindingFault.SignatureWrong => Reasons.HolderUnproven,
            KeyBindingFault.HashDiffers => Reasons.KeyBindingElsewhere,
            KeyBindingFault.AudienceDiffers or KeyBindingFault.NonceDiffers => Reasons.ChallengeDiffers,
            KeyBindingFault.TooOld => Reasons.KeyBindingTooOld,
            KeyBindingFault.InFuture => Reasons.PresentationInFuture,
            _ => Reasons.KeyBindingMalformed,
        };
    }

    private static string ForWhom(KeyBindingJwt binding)
    {
        TokenClaims.TryRead(JsonReading.MemberOf(binding.Claims, "iat"u8), out var made);
        var when = made?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"Its signature says: for {JsonReading.TextOf(binding.Claims, "aud"u8)}, at {when}.";
    }
}
