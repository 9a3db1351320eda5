using System.Buffers.Text;
using System.Security.Cryptography;

namespace Credentials.Verifying;

/// <summary>
/// The signatures under which a centre's own register holds a credential, as SHA-256 fingerprints in base64url; none for a credential that it does not
/// know. A signature stands for the content that it was made on, so that an id borrowed from another credential is no entry.
/// </summary>
public sealed record RecordedSignatures(IReadOnlyList<string> Fingerprints)
{
    public static RecordedSignatures None { get; } = new([]);

    /// <summary>The fingerprint of what secures the credential; null where nothing does that can be checked.</summary>
    public static string? FingerprintOf(PresentedCredential presented)
    {
        ArgumentNullException.ThrowIfNull(presented);
        if (presented.Jws is { } jws)
            return Fingerprint(jws.Signature.Span);
        return presented.MainProof is { } proof ? Fingerprint(System.Text.Encoding.UTF8.GetBytes(proof.ProofValue)) : null;
    }

    /// <summary>As <see cref="FingerprintOf(PresentedCredential)"/>, of the signed bytes; null also for what cannot be read.</summary>
    public static string? FingerprintOf(ReadOnlyMemory<byte> signed) =>
        PresentedCredential.Parse(signed).TryGet(out var presented, out _) ? FingerprintOf(presented) : null;

    public bool Contains(PresentedCredential presented) => FingerprintOf(presented) is { } fingerprint && Fingerprints.Contains(fingerprint);

    private static string Fingerprint(ReadOnlySpan<byte> signature) => Base64Url.EncodeToString(SHA256.HashData(signature));
}
