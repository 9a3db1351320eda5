using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>The trust list: which issuers this verifier knows.</summary>
public interface ITrustedIssuers
{
    ValueTask<Gathered<TrustedIssuer>> FindAsync(Did issuer, CancellationToken cancel);

    /// <param name="address">The <c>iss</c> of an SD-JWT VC, character for character.</param>
    ValueTask<Gathered<TrustedIssuer>> FindByAddressAsync(string address, CancellationToken cancel);
}

/// <summary>The register of awards behind the centres of this installation's own trust list.</summary>
public interface IAwardRegister
{
    /// <summary>The signatures under which it holds the credential; none for what it does not know.</summary>
    ValueTask<Gathered<RecordedSignatures>> FindAsync(TrustedIssuer centre, Guid credential, CancellationToken cancel);
}

/// <summary>Documents that this very installation publishes (DID documents, status lists, metadata of issuers and types), answered without HTTP.</summary>
public interface IPublishedDocuments
{
    /// <summary>Null when the address is not one of ours; otherwise the bytes as published now.</summary>
    ValueTask<PublishedDocument?> TryReadAsync(Uri address, CancellationToken cancel);
}

/// <param name="Body">The bytes; the same instance as long as nothing changed.</param>
public sealed record PublishedDocument(ReadOnlyMemory<byte> Body, string ContentType);

/// <summary>Share and claim links, opened for the pages.</summary>
public interface IOpenShares
{
    /// <param name="token">Of the link.</param>
    /// <param name="isOpening">Whether somebody opens it now, which is counted for its learner and waited for by nobody.</param>
    /// <param name="cancel">Gives up waiting.</param>
    ValueTask<SharedCredential> OpenShareAsync(string token, bool isOpening, CancellationToken cancel);

    ValueTask<SharedCredential> OpenClaimAsync(string token, CancellationToken cancel);

    /// <summary>A document that goes with a share, by its SHA-256 in hexadecimal digits.</summary>
    ValueTask<SharedFile> OpenShareDocumentAsync(string token, string digest, CancellationToken cancel);

    /// <summary>A document that goes with a claim link.</summary>
    ValueTask<SharedFile> OpenClaimDocumentAsync(string token, string digest, CancellationToken cancel);
}

public enum ShareState
{
    Open,
    Unknown,
    Withdrawn,
    Expired,
}

/// <param name="Forms">The signed credential in its forms, vc+jwt first; empty unless open.</param>
/// <param name="ShareToken">For a claim link: the token of the share link to hand on.</param>
public sealed record SharedCredential(
    ShareState State, IReadOnlyList<SignedCredential> Forms, string? Purpose = null, DateTimeOffset? Expires = null, string? ShareToken = null)
{
    /// <summary>For a claim link: who lately looked the learner up by national number, newest first.</summary>
    public IReadOnlyList<SharedLookup> Lookups { get; init; } = [];

    /// <summary>The documents that go with the link.</summary>
    public IReadOnlyList<SharedDocument> Documents { get; init; } = [];

    /// <summary>Whether no more than a summary may be shown, and nothing saved. Its <see cref="Forms"/> are there to be checked, or are not there at all.</summary>
    public bool IsSummary { get; init; }

    /// <summary>For a claim link: what else the own page shows.</summary>
    public OwnPage? Own { get; init; }

    /// <summary>For a claim link: how the credential gets into wallets, and what they have.</summary>
    public SharedWallet? Wallet { get; init; }
}

/// <param name="Digest">SHA-256, hexadecimal digits in lower case; the last segment of its address.</param>
/// <param name="Name">Under which it is saved.</param>
/// <param name="Size">Bytes.</param>
public sealed record SharedDocument(string Digest, string Name, string MediaType, long Size);

/// <param name="State">Of the link; <see cref="ShareState.Withdrawn"/> too where the document was erased.</param>
/// <param name="Document">Only when open.</param>
/// <param name="Content">Only when open; the caller disposes it.</param>
public sealed record SharedFile(ShareState State, SharedDocument? Document = null, Stream? Content = null, DateTimeOffset? Expires = null);

/// <param name="Role">Of whoever asked: <c>authority</c>, <c>issuer</c>, <c>administrator</c>.</param>
/// <param name="IsFound">False where it was refused.</param>
/// <param name="Purpose">What for, as it was said then; null where nothing was said.</param>
public sealed record SharedLookup(DateTimeOffset At, string Role, bool IsFound, string? Purpose);
