using System.Security.Cryptography.X509Certificates;
using Credentials.Keys;

namespace Credentials.Verifying;

/// <summary>Where the key of an SD-JWT VC, or of a status list token, may be found, as gathered; which of them counts is decided by what <c>iss</c> is.</summary>
public sealed record IssuerKeyFacts
{
    /// <summary>Of an issuer that is named by a DID.</summary>
    public Gathered<DidDocument> Document { get; init; } = new Gathered<DidDocument>.Unreachable("the issuer is not named by a DID");

    /// <summary>Of an issuer that is named by an address.</summary>
    public Gathered<PublishedIssuerKeys> Published { get; init; } = new Gathered<PublishedIssuerKeys>.Unreachable("the issuer is not named by an address");

    /// <summary>The certificates that are trusted to name issuers; none by default.</summary>
    public X509Certificate2Collection TrustAnchors { get; init; } = [];
}
