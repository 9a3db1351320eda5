using System.Text.Json;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.LinkedData;
using Credentials.SdJwtVcs;
using Credentials.Signing;
using Credentials.Verifying.Reading;
using Credentials.WalletProfiles;

namespace Credentials.Verifying;

/// <summary>
/// Something handed in for checking, strictly parsed: a credential in one securing form, or a presentation that holds some.
/// Immutable; the parsed JSON lives as long as this does.
/// </summary>
public sealed class PresentedCredential
{
    internal PresentedCredential(CredentialForm form, CredentialMembers members, VerificationCheck format)
    {
        (Form, Members, Format) = (form, members, format);
        if (Did.TryParse(JsonReading.IdOf(members.Issuer), out var issuer))
            Issuer = issuer;
        StatusEntries = StatusEntry.ReadAll(members.Status, out var fault);
        StatusFault = fault;
        StatusListUrls = UrlsOf(StatusEntries);
    }

    internal PresentedCredential(SdJwtVc credential)
    {
        (Form, Members, Format, StatusEntries, StatusListUrls) = (CredentialForm.SdJwtVc, CredentialMembers.None, Reasons.WellFormed, [], []);
        (SdJwtVc, Jws, SignedAt) = (credential, credential.SdJwt.Jws, credential.IssuedAt);
        if (Did.TryParse(credential.Issuer, out var issuer))
            Issuer = issuer;
        VerificationMethod = Issuer is { } did && Jws.KeyId?.StartsWith('#') == true ? did.Value + Jws.KeyId : Jws.KeyId;
    }

    public CredentialForm Form { get; }

    /// <summary>What was read, of a credential that is an SD-JWT VC; null for the other forms.</summary>
    public SdJwtVc? SdJwtVc { get; }

    /// <summary>Whether this is a presentation; then <see cref="Contained"/> are its credentials.</summary>
    public bool IsPresentation { get; internal init; }

    /// <summary>The issuer's DID, null when <c>issuer</c> is not a DID.</summary>
    public Did? Issuer { get; }

    /// <summary>Of an SD-JWT VC: the address that is its <c>iss</c>, as it stands there; null where that is a DID or nothing.</summary>
    public string? IssuerAddress => Issuer is null ? SdJwtVc?.Issuer : null;

    /// <summary>Of a presentation: the DID that says it presents, null where none is named.</summary>
    public Did? Holder { get; internal init; }

    /// <summary>The key that the signature names (<c>kid</c> or <c>verificationMethod</c>), null where none is named.</summary>
    public string? VerificationMethod { get; internal init; }

    /// <summary>What the signature says it answers: <c>challenge</c> of the proof, <c>nonce</c> of a token; null where it says nothing.</summary>
    public string? Challenge => Jws is null ? MainProof?.Challenge : JsonReading.Text(Members.Claims.Nonce);

    /// <summary>For whom the signature says it is: <c>domain</c> of the proof, <c>aud</c> of a token; empty where it does not say.</summary>
    public IReadOnlyList<string> Domains => Jws is null ? MainProof?.Domains ?? [] : AudienceOf(Members.Claims);

    /// <summary>What the signature is for: <c>proofPurpose</c>, of a token what its kind stands for; null where nobody signed.</summary>
    public string? ProofPurpose => Jws is null ? MainProof?.ProofPurpose : IsPresentation ? "authentication" : "assertionMethod";

    /// <summary>When it was signed, as the signed bytes say; null where they do not.</summary>
    public DateTimeOffset? SignedAt { get; internal init; }

    /// <summary>The credential's <c>id</c>, null where it has none; of an SD-JWT VC what stands for it in the types that are known here, where it is shown.</summary>
    public string? Id => SdJwtVc is null ? JsonReading.Text(Members.Id) : Learning?.Id;

    /// <summary>Every distinct <c>statusListCredential</c> the credential names, in order.</summary>
    public IReadOnlyList<string> StatusListUrls { get; }

    /// <summary>Every distinct address of a document that checking compares or reads: schemas, related resources, lists of revoked credentials; bounded.</summary>
    public IReadOnlyList<string> DocumentUrls => field ??= Reading.DocumentUrls.Of(this);

    /// <summary>The endorsements inside the credential, the first 8; none in a presentation or an endorsement.</summary>
    public IReadOnlyList<PresentedCredential> Endorsements => field ??= [.. Embedded.Found.Select(one => one.Credential)];

    /// <summary>The credentials inside a presentation; empty for a credential.</summary>
    public IReadOnlyList<PresentedCredential> Contained { get; internal init; } = [];

    /// <summary>The credential as JSON, its proof included where it has one; undefined when the content could not be read.</summary>
    public JsonElement Json => SdJwtVc?.Claims ?? Members.Json;

    internal CredentialMembers Members { get; }

    internal EmbeddedEndorsements Embedded => field ??= EndorsementReader.ReadAll(IsPresentation ? CredentialMembers.None : Members);

    internal CompactJws? Jws { get; init; }

    internal IReadOnlyList<DataIntegrityProof> Proofs { get; init; } = [];

    /// <summary>Of several proofs the one that speaks for the issuer, or for the holder.</summary>
    internal DataIntegrityProof? MainProof { get; init; }

    /// <summary>Who signed beside the issuer, or beside the holder: their documents are needed too, by their DIDs. Empty for nearly all credentials.</summary>
    public IReadOnlyList<Did> FurtherSigners => ProofSigners.Besides(Proofs, IsPresentation ? Holder : Issuer);

    /// <summary>What an SD-JWT VC of a type that is known here says; null for anything else.</summary>
    internal ShownLearning? Learning => SdJwtVc is { } credential ? field ??= ShownLearning.Read(credential) : null;

    /// <summary>What reading found: a constant of <see cref="Reasons"/>, where useful with more in its message.</summary>
    internal VerificationCheck Format { get; }

    /// <summary>Why no signature can be checked, null if one can.</summary>
    internal VerificationCheck? ProofFault { get; init; }

    internal IReadOnlyList<StatusEntry> StatusEntries { get; }

    internal VerificationCheck? StatusFault { get; }

    /// <summary>Whether the content was understood as JSON at all.</summary>
    internal bool IsRead => SdJwtVc is not null || Members.Json.ValueKind == JsonValueKind.Object;

    /// <summary>Whether the entry of a trust list is the issuer's: its DID, or the address in whose name it issues SD-JWT VCs.</summary>
    internal bool IsIssuedBy(TrustedIssuer entry) => Issuer is { } did ? entry.Did == did : IssuerAddress is { } address && entry.Address == address;

    /// <summary>
    /// Reads a compact JWS, an SD-JWT VC, JSON with an embedded proof, an EnvelopedVerifiableCredential, or a presentation. <see cref="ProblemCode.NotACredential"/>,
    /// <see cref="ProblemCode.MalformedJson"/> or <see cref="ProblemCode.TooLarge"/> only when the text is no credential at all;
    /// a credential with a fault is presented, and its report says what is wrong.
    /// </summary>
    /// <param name="utf8">Not changed afterwards.</param>
    /// <param name="contexts">The contexts that it, and what is inside it, may refer to; null for those that are bundled.</param>
    public static Result<PresentedCredential> Parse(ReadOnlyMemory<byte> utf8, JsonLdContexts? contexts = null) =>
        PresentedText.Read(utf8, contexts ?? JsonLdContexts.Bundled);

    private static List<string> AudienceOf(TokenClaims claims)
    {
        var audience = new List<string>();
        foreach (var one in JsonReading.Each(claims.Audience))
            if (JsonReading.Text(one) is { } name)
                audience.Add(name);
        return audience;
    }

    private static List<string> UrlsOf(IReadOnlyList<StatusEntry> entries)
    {
        if (entries.Count == 0)
            return [];
        var urls = new List<string>(entries.Count);
        foreach (var entry in entries)
            if (entry.Kind != StatusListKind.RevocationList && !urls.Contains(entry.ListUrl))
                urls.Add(entry.ListUrl);
        return urls;
    }
}
