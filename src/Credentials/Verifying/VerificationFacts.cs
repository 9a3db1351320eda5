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
}
