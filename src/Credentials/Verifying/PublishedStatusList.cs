using System.Text.Json;
using Credentials.Keys;
using Credentials.LinkedData;
using Credentials.StatusLists;
using Credentials.Verifying.Checks;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying;

/// <summary>
/// A fetched status list, parsed and decompressed once, its proof checked once against its issuer's keys, so that a cached list costs a bit look-up.
/// A list with a fault is kept as such: it answers every question with what is wrong with it.
/// </summary>
public sealed class PublishedStatusList
{
    private readonly VerificationCheck? _fault;
    private readonly bool _revokes;
    private readonly bool _suspends;
    private readonly DateTimeOffset? _validFrom;
    private readonly ReadOnlyMemory<byte> _bits;
    private StatusListKind _kind;

    private PublishedStatusList(VerificationCheck fault) => _fault = fault;

    private PublishedStatusList(Did? issuer, bool revokes, bool suspends, ReadOnlyMemory<byte> bits, DateTimeOffset? validFrom) =>
        (Issuer, _revokes, _suspends, _bits, _validFrom) = (issuer, revokes, suspends, bits, validFrom);

    /// <summary>Who signed it, as far as it could be read.</summary>
    public Did? Issuer { get; }

    /// <summary>How long it may be kept, as it says (Bitstring Status List 1.0 section 2.2); null where it does not.</summary>
    public TimeSpan? TimeToLive { get; private init; }

    /// <summary>When it stops saying anything; null where it does not.</summary>
    public DateTimeOffset? ValidUntil { get; private init; }

    /// <summary>Bytes that keeping it costs.</summary>
    public int Size => _bits.Length;

    /// <summary>The uncompressed list; empty where it has a fault.</summary>
    internal ReadOnlyMemory<byte> Bits => _bits;

    /// <summary>Whether its signature was checked and is right. Only then may it be kept as long as it says.</summary>
    public bool IsProven => _fault is null;

    /// <summary>
    /// A list that this service keeps itself, needing no proof.
    /// </summary>
    /// <param name="issuer">Whose credentials it is about.</param>
    /// <param name="purpose"><c>revocation</c> or <c>suspension</c>.</param>
    /// <param name="bits">The uncompressed list; not copied.</param>
    public static PublishedStatusList Own(Did issuer, string purpose, ReadOnlyMemory<byte> bits) =>
        new(issuer, purpose == StatusEntry.Revocation, purpose == StatusEntry.Suspension, bits, null);

    /// <summary>Parses what a status list's address answered. <see cref="PresentedCredential.Issuer"/> names the one whose keys are to be gathered before it is read.</summary>
    /// <param name="body">Not changed afterwards.</param>
    /// <param name="contexts">The contexts that it may refer to; null for those that are bundled.</param>
    public static Result<PresentedCredential> Parse(ReadOnlyMemory<byte> body, JsonLdContexts? contexts = null) =>
        PresentedCredential.Parse(body, contexts).Then<PresentedCredential>(list => !list.IsPresentation && list.IsRead && KindOf(list) is not null
            ? list
            : new Problem(ProblemCode.NotACredential, "not a status list credential"));

    /// <summary>The issuer whose keys must be gathered before <see cref="Read(ReadOnlyMemory{byte}, string, DidDocument)"/>; a problem if the bytes are no status list credential.</summary>
    public static Result<Did> IssuerOf(ReadOnlyMemory<byte> body) =>
        Parse(body).Then<Did>(list => list.Issuer is { } issuer ? issuer : new Problem(ProblemCode.NotACredential, "the list's issuer is not a DID"));

    /// <summary>Reads a list of an issuer whose keys are at hand, as its publisher does; a list with any fault is a problem.</summary>
    public static Result<PublishedStatusList> Read(ReadOnlyMemory<byte> body, string url, DidDocument issuerDocument)
    {
        if (!Parse(body).TryGet(out var list, out var problem))
            return problem;
        var read = Read(list, url, new Gathered<DidDocument>.Found(issuerDocument), trusted: null, list.SignedAt ?? DateTimeOffset.UnixEpoch);
        return read._fault is { } fault ? new Problem(ProblemCode.InvalidInput, $"{fault.Message} {fault.Detail}".TrimEnd()) : read;
    }

    /// <summary>Stands for what an address answered when that is no status list at all.</summary>
    public static PublishedStatusList Malformed(Problem problem) =>
        new((problem.Code == ProblemCode.TooLarge ? Reasons.ListTooLarge : Reasons.ListMalformed).Because(problem.Detail));

    /// <summary>Checks a list that <paramref name="url"/> answered, by the same rules as a credential.</summary>
    /// <param name="list">The answer, parsed.</param>
    /// <param name="url">The address that the credential named.</param>
    /// <param name="document">The DID document of the list's issuer.</param>
    /// <param name="trusted">The issuer's entry in the trust list, whose key history goes before the document; null where there is none.</param>
    /// <param name="now">The instant of the check.</param>
    public static PublishedStatusList Read(
        PresentedCredential list, string url, Gathered<DidDocument> document, TrustedIssuer? trusted, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (list.Format.Outcome == CheckOutcome.Failed)
            return new(Reasons.ListMalformed.Because(list.Format.Message));
        if (list.Id is { } id && id != url)
            return new(Reasons.ListElsewhere);
        var keyFinding = IssuerKeyCheck.Run(list.Issuer, list.VerificationMethod, list.SignedAt, document, trusted, now, out var key);
        var proof = ProofCheck.Run(list, key, new(document, trusted), "assertionMethod", now);
        if (proof.Outcome == CheckOutcome.Failed)
            return new(Reasons.ListSignatureWrong.Because(proof.Message));
        if (keyFinding.Outcome == CheckOutcome.Failed)
            return new(Reasons.ListKeyRefused.Because(keyFinding.Message));
        if (proof.Outcome != CheckOutcome.Passed || keyFinding.Outcome != CheckOutcome.Passed)
            return new(Reasons.ListKeyUnavailable.Because(keyFinding.Outcome == CheckOutcome.Passed ? proof.Message : keyFinding.Message));
        return ReadSubject(list);
    }

    private static StatusListKind? KindOf(PresentedCredential list) =>
        JsonReading.HasText(list.Members.Type, "BitstringStatusListCredential"u8) ? StatusListKind.Bitstring
        : JsonReading.HasText(list.Members.Type, "StatusList2021Credential"u8) ? StatusListKind.StatusList2021
        : null;

    /// <summary>What the list says about one entry, in the order of the specification's validation algorithm (section 3.2).</summary>
    internal VerificationCheck StatusOf(StatusEntry entry, Did? credentialIssuer, DateTimeOffset now)
    {
        if (_fault is not null)
            return _fault;
        if (entry.Kind != _kind)
            return Reasons.ListMalformed.Because("it is a list of another kind than the credential says");
        // Whoever may sign lists for others may also revoke for others: only the issuer's own list counts.
        if (Issuer != credentialIssuer)
            return Reasons.ListIssuerDiffers;
        if (ValidUntil < now)
            return Reasons.ListExpired;
        if (_validFrom > now)
            return Reasons.ListNotYetValid;
        if (!(entry.Purpose == StatusEntry.Revocation ? _revokes : _suspends))
            return Reasons.StatusPurposeDiffers;
        if (_bits.Length < BitstringStatusList.MinBytes)
            return Reasons.ListTooShort;
        if (entry.Index >= _bits.Length * 8L)
            return Reasons.IndexOutOfRange;
        if (!BitstringStatusList.IsSet(_bits.Span, (int)entry.Index))
            return Reasons.Active;
        return entry.Purpose == StatusEntry.Revocation ? Reasons.Revoked : Reasons.Suspended;
    }

    private static PublishedStatusList ReadSubject(PresentedCredential list)
    {
        var (members, subject) = (list.Members, list.Members.Subject);
        var validity = ValidityCheck.Read(members, out var from, out var until);
        var kind = KindOf(list) ?? StatusListKind.Bitstring;
        if (!validity || !JsonReading.HasText(JsonReading.MemberOf(subject, "type"u8), kind == StatusListKind.StatusList2021 ? "StatusList2021"u8 : "BitstringStatusList"u8)
            || JsonReading.TextOf(subject, "encodedList"u8) is not { } encoded)
            return new(Reasons.ListMalformed);
        var decoded = kind == StatusListKind.StatusList2021 ? BitstringStatusList.DecodeStatusList2021(encoded) : BitstringStatusList.Decode(encoded);
        if (!decoded.TryGet(out var bits, out var problem))
            return Malformed(problem);
        var purpose = JsonReading.MemberOf(subject, "statusPurpose"u8);
        return new(list.Issuer, JsonReading.HasText(purpose, "revocation"u8), JsonReading.HasText(purpose, "suspension"u8), bits, from)
        {
            _kind = kind,
            TimeToLive = JsonReading.MemberOf(subject, "ttl"u8) is { ValueKind: JsonValueKind.Number } ttl && ttl.TryGetInt64(out var milliseconds)
                && milliseconds is >= 0 and <= 31_536_000_000 ? TimeSpan.FromMilliseconds(milliseconds) : null,
            ValidUntil = until,
        };
    }
}
