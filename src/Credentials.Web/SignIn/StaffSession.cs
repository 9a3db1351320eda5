using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Credentials.Web.SignIn;

/// <summary>What the cookie of somebody who is signed in says. It names no one to whoever cannot open it.</summary>
/// <param name="Member">The member's id.</param>
/// <param name="Version">Of the member when signing in.</param>
/// <param name="Id">Random, new with every sign-in, and known to the browser only sealed: form tokens are made from it.</param>
/// <param name="Began">When the member signed in.</param>
/// <param name="SealedAt">When the cookie was last written.</param>
internal sealed record StaffSession(Guid Member, long Version, byte[] Id, DateTimeOffset Began, DateTimeOffset SealedAt)
{
    private const int IdLength = 16;
    private const int Length = 16 + 8 + IdLength + 8 + 8;

    public static StaffSession Begin(StaffMember member, DateTimeOffset now) =>
        new(member.Id, member.Version, RandomNumberGenerator.GetBytes(IdLength), now, now);

    public static StaffSession? Read(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new(
            new Guid(bytes[..16], bigEndian: true), BinaryPrimitives.ReadInt64BigEndian(bytes[16..]), bytes.Slice(24, IdLength).ToArray(),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes[40..])),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes[48..])))
        : null;

    public byte[] Write()
    {
        var bytes = new byte[Length];
        Member.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), Version);
        Id.CopyTo(bytes, 24);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(40), Began.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(48), SealedAt.ToUnixTimeMilliseconds());
        return bytes;
    }
}
