namespace Credentials.Verifying;

/// <summary>What checking a receipt's own signature came to.</summary>
public enum ReceiptFinding
{
    /// <summary>The verifier signed exactly this.</summary>
    Genuine,

    /// <summary>It did not.</summary>
    Altered,

    /// <summary>The verifier's keys are not to be had now.</summary>
    VerifierUnreachable,

    /// <summary>The verifier lists no such key, now.</summary>
    KeyUnknown,
}
