using Credentials.Issuing;
using Credentials.Keys;

namespace Credentials.Verifying;

/// <summary>Something handed in for checking, strictly parsed: a credential in one securing form, or a presentation that holds some.</summary>
public sealed class PresentedCredential
{
    private PresentedCredential() => throw new NotImplementedException();

    public CredentialForm Form => throw new NotImplementedException();

    /// <summary>The issuer's DID, null when <c>issuer</c> is not a DID.</summary>
    public Did? Issuer => throw new NotImplementedException();

    /// <summary>Every distinct <c>statusListCredential</c> the credential names, in order.</summary>
    public IReadOnlyList<string> StatusListUrls => throw new NotImplementedException();

    /// <summary>The credentials inside a presentation; empty for a credential.</summary>
    public IReadOnlyList<PresentedCredential> Contained => throw new NotImplementedException();

    /// <summary>
    /// Reads a compact JWS, JSON with an embedded proof, an EnvelopedVerifiableCredential, or a presentation. <see cref="ProblemCode.NotACredential"/>
    /// only when the text is no credential at all; a credential with a fault is presented, and its report says what is wrong.
    /// </summary>
    public static Result<PresentedCredential> Parse(ReadOnlyMemory<byte> utf8) => throw new NotImplementedException();
}
