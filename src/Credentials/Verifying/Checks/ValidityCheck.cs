using System.Text.Json;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// The period of validity (VC Data Model 2.0 section 4.9), and a token's <c>nbf</c> where it has one. A credential of 1.1 says it with
/// <c>issuanceDate</c> and <c>expirationDate</c>; where it says more, the shorter period counts.
/// </summary>
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

    /// <summary>Null for what is absent; false when one of them is there and no date.</summary>
    public static bool Read(CredentialMembers members, out DateTimeOffset? from, out DateTimeOffset? until)
    {
        (from, until) = (null, null);
        var read = TryRead(members.ValidFrom, ref from) & TryRead(members.ValidUntil, ref until);
        if (members.DataModel != DataModel.Version1)
            return read;
        DateTimeOffset? issued = null, expires = null;
        read &= TryRead(members.IssuanceDate, ref issued) & TryRead(members.ExpirationDate, ref expires);
        (from, until) = (issued > from || from is null ? issued : from, expires < until || until is null ? expires : until);
        return read;
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
