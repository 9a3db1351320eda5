using System.Buffers.Binary;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>
/// PNG (third edition, section 5): signature, a header chunk of an image that has a size, image data, the end chunk, and nothing behind it: what hangs on
/// there is what a careless program left of the picture before it was cropped.
/// </summary>
internal sealed class PngScan : FileScan
{
    private const int ChunkHead = 8;
    private const int ChecksumLength = 4;

    private readonly byte[] _head = new byte[ChunkHead + 8];
    private int _filled;
    private long _toSkip = 8;
    private bool _hasHeader;
    private bool _hasImage;
    private bool _isEnded;
    private bool _isBroken;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    public override FileKind Kind => FileKind.Png;

    public override bool IsWhole => !_isBroken && _hasHeader && _hasImage && _isEnded && _toSkip == 0 && _filled == 0;

    public static bool IsHead(ReadOnlySpan<byte> head) => head.StartsWith(Signature);

    public override void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !_isBroken)
        {
            if (_toSkip > 0)
            {
                var skipped = (int)Math.Min(_toSkip, bytes.Length);
                bytes = bytes[skipped..];
                _toSkip -= skipped;
                continue;
            }
            if (_isEnded)
            {
                _isBroken = true;
                return;
            }
            // Of the first chunk, width and height are read too.
            var wanted = _hasHeader ? ChunkHead : ChunkHead + 8;
            var taken = Math.Min(wanted - _filled, bytes.Length);
            bytes[..taken].CopyTo(_head.AsSpan(_filled));
            bytes = bytes[taken..];
            _filled += taken;
            if (_filled == wanted)
                ReadChunk();
        }
    }

    private void ReadChunk()
    {
        _filled = 0;
        var length = BinaryPrimitives.ReadUInt32BigEndian(_head);
        var type = _head.AsSpan(4, 4);
        _isBroken |= length > int.MaxValue;
        _toSkip = length + ChecksumLength;
        if (!_hasHeader)
        {
            _isBroken |= length != 13 || !type.SequenceEqual("IHDR"u8) || BinaryPrimitives.ReadUInt32BigEndian(_head.AsSpan(8)) == 0
                || BinaryPrimitives.ReadUInt32BigEndian(_head.AsSpan(12)) == 0;
            (_hasHeader, _toSkip) = (true, _toSkip - 8);
        }
        else if (type.SequenceEqual("IDAT"u8))
        {
            _hasImage = true;
        }
        else if (type.SequenceEqual("IEND"u8))
        {
            _isEnded = true;
        }
    }
}
