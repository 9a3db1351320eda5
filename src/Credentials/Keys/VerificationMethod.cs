namespace Credentials.Keys;

/// <summary>One verification method of a DID document: its absolute DID URL, its controller and its key.</summary>
public sealed record VerificationMethod(string Id, string Controller, PublicKey Key)
{
    /// <summary>From this instant on the method must not be used for new proofs (Controlled Identifiers 1.0 section 2.2); null if not stated.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>From this instant on the method must not be used at all (Controlled Identifiers 1.0 section 2.2); null if not stated.</summary>
    public DateTimeOffset? Revoked { get; init; }
}
