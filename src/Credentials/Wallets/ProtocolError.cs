namespace Credentials.Wallets;

/// <summary>What a wallet is answered when its request is refused: an error code of the specification that it follows, and a sentence for developers.</summary>
/// <param name="Code">E.g. <c>invalid_proof</c> (OpenID4VCI 1.0 section 8.3.1.2) or <c>invalid_grant</c> (RFC 6749 section 5.2).</param>
/// <param name="Description">ASCII without quotation marks and backslashes (RFC 6749 section 5.2); never a secret.</param>
public sealed record ProtocolError(string Code, string Description);
