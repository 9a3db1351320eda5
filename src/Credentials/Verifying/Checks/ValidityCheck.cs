using System.Text.Json;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>The period of validity (VC Data Model 2.0 section 4.9), and a token's <c>nbf</c> where it has one.</summary>
internal static class ValidityCheck
{
    public static VerificationCheck Run(CredentialMembers members, DateTimeOffset now)
    {
        if (!Read(members, out var from, out var until))
            return Reasons.DateMalformed;
        if (from > until)
            return Reasons.PeriodReversed;
        if (until < now)
            return Reasons.Expired;
        if (from > now || (TokenClaims.TryRead(members.Claims.NotBefore, out var notBefore) && notBefore > now))
            return Reasons.NotYetValid;
        return from is null && until is null ? Reasons.NoPeriod : Reasons.InPeriod;
    }

    /// <summary>Null for what is absent; false when one of the two is there and no date.</summary>
    public static bool Read(CredentialMembers members, out DateTimeOffset? from, out DateTimeOffset? until)
    {
        (from, until) = (null, null);
        return TryRead(members.ValidFrom, ref from) & TryRead(members.ValidUntil, ref until);
    }

    private static bool TryRead(JsonElement value, ref DateTimeOffset? time)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return true;
        var read = DateTimeStamp.TryRead(value, out var parsed);
        time = parsed;
        return read;
    }
}
