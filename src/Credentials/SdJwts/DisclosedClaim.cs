namespace Credentials.SdJwts;

/// <summary>A disclosure at its place.</summary>
/// <param name="Path">Where its claim stands in the complete claims, elements counted as issued.</param>
/// <param name="Disclosure">The disclosure.</param>
public sealed record DisclosedClaim(ClaimPath Path, Disclosure Disclosure);
