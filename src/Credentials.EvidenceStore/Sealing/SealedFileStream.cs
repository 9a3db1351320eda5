using System.Security.Cryptography;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// The bytes in an encrypted file, in order, once. Nothing is given out that its tag does not confirm; a file that was changed or cut off ends in a
/// <see cref="StorageException"/>, at the latest where it was changed.
/// </summary>
internal sealed class SealedFileStream : Stream
{
    private readonly Stream _source;
    private readonly AesGcm _cipher;
    private readonly byte[] _place;
    private readonly byte[] _sealed = new byte[SealedFile.ChunkLength + SealedFile.TagLength];
    private readonly byte[] _plain = new byte[SealedFile.ChunkLength];
    private long _chunk;
    private long _left;
    private int _start;
    private int _end;
    private bool _isDone;

    /// <param name="source">The file, which is closed with this stream.</param>
    /// <param name="key">Its key.</param>
    /// <param name="place">See <see cref="SealedFile.PlaceOf"/>.</param>
    /// <param name="length">How many bytes it holds.</param>
    /// <exception cref="StorageException">The file is of another length.</exception>
    public SealedFileStream(Stream source, ReadOnlySpan<byte> key, byte[] place, long length)
    {
        if (source.Length != SealedFile.LengthOf(length))
            throw Damaged();
        (_source, _cipher, _place, Length, _left) = (source, SealedFile.Cipher(key), place, length, length);
    }

    public override long Length { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start == _end && !_isDone)
        {
            var length = (int)Math.Min(_left, SealedFile.ChunkLength);
            try
            {
                await _source.ReadExactlyAsync(_sealed.AsMemory(0, length + SealedFile.TagLength), cancellationToken);
            }
            catch (EndOfStreamException cut)
            {
                throw Damaged(cut);
            }
            Open(length);
        }
        var taken = Math.Min(buffer.Length, _end - _start);
        _plain.AsMemory(_start, taken).CopyTo(buffer);
        _start += taken;
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
            _cipher.Dispose();
            CryptographicOperations.ZeroMemory(_plain);
        }
        base.Dispose(disposing);
    }

    private void Open(int length)
    {
        var isLast = length == _left;
        Span<byte> nonce = stackalloc byte[SealedFile.NonceBytes];
        SealedFile.WriteNonce(nonce, _chunk++, isLast);
        try
        {
            _cipher.Decrypt(nonce, _sealed.AsSpan(0, length), _sealed.AsSpan(length, SealedFile.TagLength), _plain.AsSpan(0, length), _place);
        }
        catch (CryptographicException changed)
        {
            throw Damaged(changed);
        }
        (_start, _end, _left, _isDone) = (0, length, _left - length, isLast);
    }

    private static StorageException Damaged(Exception? cause = null) => new("A file of evidence is not as it was written.", cause);
}
