using Credentials.Keys;

namespace Credentials.Signing;

/// <summary>A private key with the verification method (absolute DID URL) under which others find its public half; that URL becomes <c>kid</c> and <c>verificationMethod</c>.</summary>
public sealed record SigningKey(string VerificationMethod, PrivateKey PrivateKey);
