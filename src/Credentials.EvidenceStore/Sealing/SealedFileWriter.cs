using System.Security.Cryptography;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>Encrypts what it is given, piece by piece, into a stream, as <see cref="SealedFile"/> says.</summary>
internal sealed class SealedFileWriter(Stream target, ReadOnlySpan<byte> key, byte[] place) : IDisposable
{
    private readonly AesGcm _cipher = SealedFile.Cipher(key);
    private readonly byte[] _plain = new byte[SealedFile.ChunkLength];
    private readonly byte[] _sealed = new byte[SealedFile.ChunkLength + SealedFile.TagLength];
    private int _filled;
    private long _chunk;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (!bytes.IsEmpty)
        {
            // A full chunk waits for what follows it: the last one is marked.
            if (_filled == _plain.Length)
                await SealAsync(isLast: false, cancel);
            var taken = Math.Min(bytes.Length, _plain.Length - _filled);
            bytes[..taken].CopyTo(_plain.AsMemory(_filled));
            _filled += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>Must come last: a file without it is not whole.</summary>
    public ValueTask FinishAsync(CancellationToken cancel) => SealAsync(isLast: true, cancel);

    public void Dispose()
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_plain);
    }

    private ValueTask SealAsync(bool isLast, CancellationToken cancel)
    {
        Span<byte> nonce = stackalloc byte[SealedFile.NonceBytes];
        SealedFile.WriteNonce(nonce, _chunk++, isLast);
        _cipher.Encrypt(nonce, _plain.AsSpan(0, _filled), _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, SealedFile.TagLength), place);
        var length = _filled + SealedFile.TagLength;
        _filled = 0;
        return target.WriteAsync(_sealed.AsMemory(0, length), cancel);
    }
}
