using Credentials.Keys;
using Credentials.StatusLists;

namespace Credentials.Verifying;

/// <summary>
/// A fetched Status List Token, read and its signature checked once, so that a kept list costs a look-up. Like <see cref="PublishedStatusList"/>, a list
/// with a fault answers every question with what is wrong with it: no list ever lets a token pass because it could not be read.
/// </summary>
public sealed class PublishedTokenStatusList
{
    private readonly VerificationCheck? _fault;
    private readonly StatusListToken? _token;

    private PublishedTokenStatusList(VerificationCheck fault) => _fault = fault;

    private PublishedTokenStatusList(StatusListToken token) => _token = token;

    /// <summary>Whether its signature was checked and is right.</summary>
    public bool IsProven => _token is not null;

    /// <summary>How long it may be kept, as it says; never beyond <see cref="Expires"/>.</summary>
    public TimeSpan? TimeToLive => _token?.TimeToLive;

    public DateTimeOffset? Expires => _token?.Expires;

    /// <summary>Bytes that keeping it costs.</summary>
    public int Size => Bytes.Length;

    /// <summary>The uncompressed list; empty where it has a fault.</summary>
    internal ReadOnlyMemory<byte> Bytes => _token?.List.Bytes ?? default;

    /// <summary>Stands for what an address answered when that is no status list token.</summary>
    public static PublishedTokenStatusList Malformed(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new((problem.Code == ProblemCode.TooLarge ? Reasons.ListTooLarge : Reasons.ListMalformed).Because(problem.Detail));
    }

    /// <summary>Checks a list that <paramref name="uri"/> answered, its key by the same rules as that of the credential it is about.</summary>
    /// <param name="token">The answer, parsed.</param>
    /// <param name="uri">The address that the credential named.</param>
    /// <param name="issuer">The credential's issuer, who alone may state its status; null refuses every list.</param>
    /// <param name="keys">Where that issuer's keys may be found.</param>
    /// <param name="trusted">The issuer's entry in the trust list; null where there is none.</param>
    /// <param name="now">The instant of the check.</param>
    public static PublishedTokenStatusList Read(
        StatusListToken token, string uri, string? issuer, IssuerKeyFacts keys, TrustedIssuer? trusted, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(keys);
        // With a certificate alone it would be anyone's who has one.
        if (issuer is null)
            return new(Reasons.ListKeyUnavailable.Because("the credential names no issuer who could have signed the list"));
        var finding = Checks.SdJwtVcKeyCheck.Run(issuer, token.Jws, token.IssuedAt, keys, trusted, now, out var key);
        return Read(token, uri, finding.Outcome switch
        {
            CheckOutcome.Passed when key is not null => new Gathered<PublicKey>.Found(key),
            CheckOutcome.Failed => new Gathered<PublicKey>.NotFound(finding.Message),
            _ => new Gathered<PublicKey>.Unreachable(finding.Message),
        });
    }

    /// <summary>Checks a list that <paramref name="uri"/> answered.</summary>
    /// <param name="token">The answer, parsed.</param>
    /// <param name="uri">The address that the credential named.</param>
    /// <param name="key">The key of whoever may state the credential's status, found as the credential's own: failed keys are problems.</param>
    public static PublishedTokenStatusList Read(StatusListToken token, string uri, Gathered<PublicKey> key)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Subject != uri)
            return new(Reasons.ListElsewhere);
        return key switch
        {
            Gathered<PublicKey>.Found { Value: var found } => token.Jws.Verify(found) ? new(token) : new(Reasons.ListSignatureWrong),
            Gathered<PublicKey>.NotFound missing => new(Reasons.ListKeyRefused.Because(missing.Reason)),
            Gathered<PublicKey>.Unreachable unreachable => new(Reasons.ListKeyUnavailable.Because(unreachable.Reason)),
            _ => new(Reasons.ListKeyUnavailable),
        };
    }

    /// <summary>What the list says of one token (section "Validation Rules"): passed only for an entry that is there, in force and valid.</summary>
    public VerificationCheck StatusOf(TokenStatusReference reference, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (_token is not { } token)
            return _fault!;
        if (token.Subject != reference.Uri)
            return Reasons.ListElsewhere;
        if (token.Expires <= now)
            return Reasons.ListExpired;
        if (token.NotBefore > now + ClockTolerance || token.IssuedAt > now + ClockTolerance)
            return Reasons.ListNotYetValid;
        if (!token.List.TryGet(reference.Index, out var status))
            return Reasons.IndexOutOfRange;
        return status switch
        {
            TokenStatus.Valid => Reasons.Active,
            TokenStatus.Invalid => Reasons.Revoked,
            TokenStatus.Suspended => Reasons.Suspended,
            // What only the issuer's application or a later specification knows may well mean that the credential is not to be relied on.
            _ => Reasons.UnknownStatusPurpose,
        };
    }

    private static TimeSpan ClockTolerance => Checks.IssuerKeyCheck.ClockTolerance;
}
