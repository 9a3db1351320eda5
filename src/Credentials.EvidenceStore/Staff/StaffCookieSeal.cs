using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Sharing;
using Credentials.Web.SignIn;

namespace Credentials.EvidenceStore.Staff;

/// <summary>
/// AES-256-GCM under a key derived from the link key, so that it is the same after a restart and in every process on one store, and nothing more has to be
/// kept. What a cookie is for is authenticated with it.
/// </summary>
internal sealed class StaffCookieSeal : ICookieSeal
{
    private readonly byte[] _key = new byte[2 * LinkKey.Length];

    public StaffCookieSeal(StoreSecrets secrets)
    {
        secrets.Link.Authenticate((byte)LinkKind.StaffCookie, Guid.Empty, 1, _key.AsSpan(..LinkKey.Length));
        secrets.Link.Authenticate((byte)LinkKind.StaffCookie, Guid.Empty, 2, _key.AsSpan(LinkKey.Length..));
    }

    public string Seal(string purpose, ReadOnlySpan<byte> plain) => StrictBase64Url.Encode(SealedBytes.Seal(_key, plain, PlaceOf(purpose)));

    public bool TryOpen(string purpose, string text, [NotNullWhen(true)] out byte[]? plain)
    {
        plain = null;
        if (!StrictBase64Url.TryDecode(text, out var bytes))
            return false;
        try
        {
            plain = SealedBytes.Open(_key, bytes, PlaceOf(purpose));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] PlaceOf(string purpose) => System.Text.Encoding.UTF8.GetBytes("staff-cookie\0" + purpose);
}
