using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.SdJwtVcs;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>Finds the keys of an SD-JWT VC's issuer where its <c>iss</c> leads: its metadata, its DID document, or, by a certificate that a trusted
/// authority vouches for, nowhere.</summary>
public sealed class IssuerKeys(DidDocuments documents, PublicDocuments published, TrustAnchors anchors, TimeProvider time)
{
    private const string Json = "application/json";

    private static readonly Gathered<PublishedIssuerKeys> NotNeeded =
        new Gathered<PublishedIssuerKeys>.Unreachable("not asked for: the trust list knows the key");

    /// <param name="issuer">Who must have signed; null where only a certificate says so.</param>
    /// <param name="jws">The credential, or the status list token.</param>
    /// <param name="trusted">The issuer's entry in the trust list, whose key history needs no fetch.</param>
    /// <param name="allowance">Of the check.</param>
    /// <param name="cancel">The caller's patience.</param>
    public async ValueTask<IssuerKeyFacts> FindAsync(
        string? issuer, CompactJws jws, TrustedIssuer? trusted, FetchAllowance? allowance, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(jws);
        var facts = new IssuerKeyFacts { TrustAnchors = anchors.Certificates };
        if (trusted is not null && trusted.Keys.Any(period => period.VerificationMethod == jws.KeyId))
            return facts with { Published = NotNeeded };
        // An http address is left to the guarded client, which fetches none outside Development.
        if (!IssuerKeySource.Of(issuer, jws, acceptHttp: true).TryGet(out var source, out _))
            return Did.TryParse(issuer, out var named) ? facts with { Document = await documents.ResolveAsync(named, cancel, allowance) } : facts;
        return source switch
        {
            IssuerKeySource.DidMethod { Issuer: var did } => facts with { Document = await documents.ResolveAsync(did, cancel, allowance) },
            IssuerKeySource.Metadata { Url: var url } => facts with { Published = await FindPublishedAsync(issuer!, url, allowance, cancel) },
            IssuerKeySource.Certificates { Chain: var chain } when issuer is not null && IsOfNoAuthorityKnown(chain, issuer)
                && JwtVcIssuerMetadata.LocationOf(issuer, acceptHttp: true).TryGet(out var url, out _) =>
                facts with { Published = await FindPublishedAsync(issuer, url, allowance, cancel) },
            _ => facts,
        };
    }

    private bool IsOfNoAuthorityKnown(CertificateChain chain, string issuer) =>
        chain.Validate(anchors.Certificates, issuer, time.GetUtcNow()).Problem?.Code == ProblemCode.NotFound;

    private async ValueTask<Gathered<PublishedIssuerKeys>> FindPublishedAsync(string issuer, Uri url, FetchAllowance? allowance, CancellationToken cancel)
    {
        var answer = await published.FindAsync(url, Json, allowance, cancel);
        if (answer is not Gathered<ReadOnlyMemory<byte>>.Found { Value: var body })
            return NotHad(answer);
        if (!Read(body).Then(json => JwtVcIssuerMetadata.Parse(json, issuer, acceptHttp: true)).TryGet(out var metadata, out var problem))
            return Refused(problem);
        if (metadata.Keys is { } keys)
            return new Gathered<PublishedIssuerKeys>.Found(PublishedIssuerKeys.Of(keys));
        answer = await published.FindAsync(metadata.KeysUrl!, Json, allowance, cancel);
        if (answer is not Gathered<ReadOnlyMemory<byte>>.Found { Value: var set })
            return NotHad(answer);
        return Read(set).Then(IssuerKeySet.Parse).TryGet(out keys, out problem)
            ? new Gathered<PublishedIssuerKeys>.Found(PublishedIssuerKeys.Of(keys))
            : Refused(problem);
    }

    private static Result<JsonElement> Read(ReadOnlyMemory<byte> body) => StrictJson.ParseElement(body.Span);

    private static Gathered<PublishedIssuerKeys> NotHad(Gathered<ReadOnlyMemory<byte>> answer) => answer is Gathered<ReadOnlyMemory<byte>>.NotFound missing
        ? new Gathered<PublishedIssuerKeys>.NotFound(missing.Reason)
        : new Gathered<PublishedIssuerKeys>.Unreachable(((Gathered<ReadOnlyMemory<byte>>.Unreachable)answer).Reason);

    private static Gathered<PublishedIssuerKeys> Refused(Problem problem) =>
        new Gathered<PublishedIssuerKeys>.Found(PublishedIssuerKeys.Refused(problem));
}
