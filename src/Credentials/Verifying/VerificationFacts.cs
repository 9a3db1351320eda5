using System.Collections.Frozen;
using Credentials.Keys;

namespace Credentials.Verifying;

/// <summary>Everything from outside that checking a credential needs; the core decides, the host gathers.</summary>
public sealed record VerificationFacts
{
    public required DateTimeOffset Now { get; init; }

    public required Gathered<DidDocument> IssuerDocument { get; init; }

    public required Gathered<TrustedIssuer> TrustedIssuer { get; init; }

    /// <summary>By <c>statusListCredential</c> URL, one for every URL in <see cref="PresentedCredential.StatusListUrls"/>.</summary>
    public required IReadOnlyDictionary<string, Gathered<PublishedStatusList>> StatusLists { get; init; }

    /// <summary>By URL, one for every URL in <see cref="PresentedCredential.DocumentUrls"/>; what is not there was not to be had.</summary>
    public IReadOnlyDictionary<string, Gathered<NamedDocument>> Documents { get; init; } = FrozenDictionary<string, Gathered<NamedDocument>>.Empty;

    /// <summary>The facts for each of <see cref="PresentedCredential.Endorsements"/>, in order; one without facts is not reported on.</summary>
    public IReadOnlyList<VerificationFacts> Endorsements { get; init; } = [];

    /// <summary>By DID, one for every DID in <see cref="PresentedCredential.FurtherSigners"/>.</summary>
    public IReadOnlyDictionary<string, Gathered<DidDocument>> FurtherDocuments { get; init; } = FrozenDictionary<string, Gathered<DidDocument>>.Empty;

    /// <summary>Of an SD-JWT VC: where its issuer's key may be found.</summary>
    public IssuerKeyFacts? IssuerKeys { get; init; }

    /// <summary>Of an SD-JWT VC with a reference to a status list: that list.</summary>
    public Gathered<PublishedTokenStatusList>? TokenStatusList { get; init; }

    /// <summary>Of an SD-JWT VC: its type's description; null where its type has no address at which one could be.</summary>
    public Gathered<TypeDescription>? Type { get; init; }

    /// <summary>What the register of one of our own centres holds of the credential; asked only where its key was ever compromised, else null.</summary>
    public Gathered<RecordedSignatures>? Recorded { get; init; }

    /// <summary>Of a presentation's facts, and of an SD-JWT VC's: what the holder was asked to sign; null where nothing was asked.</summary>
    public string? ExpectedChallenge { get; init; }

    /// <summary>Of a presentation's facts, and of an SD-JWT VC's: whom the holder was to sign for (<c>domain</c>, <c>aud</c>); null where nothing was asked.</summary>
    public string? ExpectedAudience { get; init; }
}
