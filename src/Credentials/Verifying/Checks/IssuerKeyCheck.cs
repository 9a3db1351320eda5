using Credentials.Keys;

namespace Credentials.Verifying.Checks;

/// <summary>
/// Whether the key that the signature names was the issuer's when it signed. The trust list's key history is asked first, the DID document second;
/// where they contradict each other the history wins, because a DID document only knows today.
/// </summary>
internal static class IssuerKeyCheck
{
    // Clocks differ, and a token's time has whole seconds.
    internal static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <param name="method">The absolute DID URL named by the signature.</param>
    /// <param name="key">The key to check the signature with, also where it might not be used any more; null when it is not to be had.</param>
    public static VerificationCheck Run(
        Did? issuer, string? method, DateTimeOffset? signedAt, Gathered<DidDocument> document, TrustedIssuer? trusted, DateTimeOffset now,
        out PublicKey? key)
    {
        key = null;
        if (issuer is not { } did)
            return Reasons.IssuerNotADid;
        if (method is null)
            return Reasons.KeyNotNamed;
        if (!BelongsTo(method, did))
            return Reasons.KeyOfAnother;
        if (trusted is not null && InHistory(trusted.Keys, method, signedAt) is { } period)
        {
            key = period.Key;
            return Judge(period, signedAt, now, Reasons.KeyInHistory);
        }

        var listed = InDocument(document, method, did, signedAt, now, out key);
        if (key is null || listed.Outcome != CheckOutcome.Passed)
            return listed;
        return trusted is not null && SameKeyInHistory(trusted.Keys, key) is { } other
            ? Judge(other, signedAt, now, Reasons.KeyInHistory)
            : Future(signedAt, now) ?? listed;
    }

    private static bool BelongsTo(string method, Did issuer) =>
        method.Length > issuer.Value.Length + 1 && method[issuer.Value.Length] == '#' && method.StartsWith(issuer.Value, StringComparison.Ordinal);

    // An id that was given to several keys in turn means the one that was in use.
    internal static KeyPeriod? InHistory(IReadOnlyList<KeyPeriod> keys, string method, DateTimeOffset? signedAt)
    {
        KeyPeriod? found = null;
        for (var index = 0; index < keys.Count; index++)
        {
            var period = keys[index];
            if (period.VerificationMethod != method)
                continue;
            if (signedAt >= period.From && !(signedAt >= period.Until))
                return period;
            found ??= period;
        }

        return found;
    }

    // A key does not become good again by being listed under another id.
    internal static KeyPeriod? SameKeyInHistory(IReadOnlyList<KeyPeriod> keys, PublicKey key)
    {
        for (var index = 0; index < keys.Count; index++)
            if (keys[index].Key.Equals(key))
                return keys[index];
        return null;
    }

    private static VerificationCheck InDocument(
        Gathered<DidDocument> document, string method, Did issuer, DateTimeOffset? signedAt, DateTimeOffset now, out PublicKey? key)
    {
        key = null;
        switch (document)
        {
            case Gathered<DidDocument>.NotFound missing:
                return Reasons.DidNotFound.Because(missing.Reason);
            case Gathered<DidDocument>.Unreachable unreachable:
                return Reasons.DocumentUnreachable.Because(unreachable.Reason);
            case Gathered<DidDocument>.Found { Value: var found } when found.Id == issuer:
                var methods = found.AssertionMethod;
                for (var index = 0; index < methods.Count; index++)
                {
                    if (methods[index].Id != method)
                        continue;
                    if (methods[index].Controller != issuer.Value)
                        return Reasons.KeyOfAnother;
                    key = methods[index].Key;
                    return Judge(methods[index], signedAt, now);
                }

                return Reasons.KeyNotListed;
            default:
                return Reasons.DocumentUnreachable;
        }
    }

    private static VerificationCheck Judge(VerificationMethod method, DateTimeOffset? signedAt, DateTimeOffset now)
    {
        if (now >= method.Revoked)
            return Reasons.KeyRevoked;
        if (signedAt >= method.Expires)
            return Reasons.SignedAfterRetirement;
        return !(now >= method.Expires) ? Reasons.KeyInDocument
            : signedAt is null ? Reasons.SigningTimeUnknown
            : Reasons.SignedBeforeRetirement;
    }

    internal static VerificationCheck Judge(KeyPeriod period, DateTimeOffset? signedAt, DateTimeOffset now, VerificationCheck inUse)
    {
        if (signedAt is not { } time)
            return period.Until is null && period.CompromisedFrom is null ? inUse : Reasons.SigningTimeUnknown;
        if (Future(time, now) is { } future)
            return future;
        if (time >= period.CompromisedFrom)
            return Reasons.SignedAfterCompromise;
        if (time >= period.Until)
            return Reasons.SignedAfterRetirement;
        if (time < period.From - ClockTolerance)
            return Reasons.SignedBeforeKey;
        return period.CompromisedFrom is not null ? Reasons.SignedBeforeCompromise
            : period.Until is not null ? Reasons.SignedBeforeRetirement
            : inUse;
    }

    internal static VerificationCheck? Future(DateTimeOffset? signedAt, DateTimeOffset now) =>
        signedAt > now + ClockTolerance ? Reasons.SignedInFuture : null;
}
