using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.EvidenceStore.Sealing;

namespace Credentials.EvidenceStore.Sharing;

/// <summary>What a link leads to.</summary>
internal enum LinkKind : byte
{
    /// <summary>The share link that every award has.</summary>
    AwardShare = 1,

    /// <summary>The learner's own link.</summary>
    Claim = 2,

    /// <summary>A further share.</summary>
    Share = 3,

    /// <summary>The code of an offer to a wallet.</summary>
    PreAuthorizedCode = 4,

    /// <summary>The token that the code was used for.</summary>
    AccessToken = 5,

    /// <summary>Not a link: the key under which an offer's transaction code is hashed.</summary>
    TransactionCode = 6,

    /// <summary>Not a link: what a nonce is known by.</summary>
    Nonce = 7,

    /// <summary>Not a link: what the key is derived by that wallets encrypt requests to.</summary>
    RequestEncryption = 8,

    /// <summary>Not a link: what the key is derived by that cookies of staff are sealed under.</summary>
    StaffCookie = 9,

    /// <summary>Signs a member of staff in, once.</summary>
    StaffSignIn = 10,

    /// <summary>Not a link: the key under which a code is hashed that confirms what is changed on the own page.</summary>
    Confirmation = 11,
}

/// <summary>A share or claim token taken apart: base64url of kind (1 byte), id (16), and 16 bytes of HMAC-SHA-256 over kind, id and version.</summary>
internal sealed record LinkToken(LinkKind Kind, Guid Id, byte[] Code)
{
    private const int Length = 1 + 16 + LinkKey.Length;

    // Versions grow by withdrawing; older tokens than these look unknown, no longer withdrawn.
    private const int VersionsRemembered = 16;

    public static string Write(LinkKey key, LinkKind kind, Guid id, int version)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = (byte)kind;
        id.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        key.Authenticate((byte)kind, id, version, bytes[17..]);
        return StrictBase64Url.Encode(bytes);
    }

    /// <summary>Null for what is no token at all; whether it is right is told by <see cref="IsOf"/> only.</summary>
    public static LinkToken? TryRead(string text) =>
        text.Length <= 2 * Length && StrictBase64Url.TryDecode(text, out var bytes) && bytes.Length == Length
            ? new((LinkKind)bytes[0], new Guid(bytes.AsSpan(1, 16), bigEndian: true), bytes[17..])
            : null;

    public bool IsOf(LinkKey key, int version)
    {
        Span<byte> code = stackalloc byte[LinkKey.Length];
        key.Authenticate((byte)Kind, Id, version, code);
        return CryptographicOperations.FixedTimeEquals(code, Code);
    }

    /// <summary>Whether it was right before a withdrawal.</summary>
    public bool WasOf(LinkKey key, int version)
    {
        for (var older = version - 1; older > 0 && older >= version - VersionsRemembered; older--)
        {
            if (IsOf(key, older))
                return true;
        }
        return false;
    }
}
