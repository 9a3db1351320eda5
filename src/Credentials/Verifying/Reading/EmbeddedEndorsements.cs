namespace Credentials.Verifying.Reading;

/// <summary>The endorsements inside a credential.</summary>
/// <param name="Found">Those that are read, in the order in which they stand there.</param>
/// <param name="LeftOut">How many there are beyond them.</param>
internal sealed record EmbeddedEndorsements(IReadOnlyList<EmbeddedEndorsement> Found, int LeftOut);

/// <param name="Credential">The endorsement, a credential of its own.</param>
/// <param name="Of">The <c>id</c> of what it stands at, and so must be about.</param>
internal sealed record EmbeddedEndorsement(PresentedCredential Credential, string? Of);
