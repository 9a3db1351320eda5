using System.Buffers.Text;
using System.Security.Cryptography;
using Credentials.Issuing;
using Credentials.Verifying;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// What stays of an award's signed forms when its learner is erased: SHA-256 of each signature, one after the other. Nothing can be read from it, and a
/// credential that its holder kept is still known when the key that signed it is compromised one day.
/// </summary>
internal static class SignaturePrints
{
    public static byte[] Of(IEnumerable<SignedCredential> forms) =>
    [
        .. forms.Select(form => RecordedSignatures.FingerprintOf(form.Utf8)).OfType<string>().SelectMany(print => Base64Url.DecodeFromChars(print)),
    ];

    /// <summary>As <see cref="RecordedSignatures"/> spells them.</summary>
    public static IReadOnlyList<string> Read(ReadOnlyMemory<byte> prints) =>
        [.. prints.ToArray().Chunk(SHA256.HashSizeInBytes).Select(print => Base64Url.EncodeToString(print))];
}
