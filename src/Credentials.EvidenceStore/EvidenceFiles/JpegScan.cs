namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>
/// JPEG (ITU-T T.81, annex B): its segments one after the other, among them the frame of an image that has a size, then a scan that ends. What cameras
/// append behind the image is let be.
/// </summary>
internal sealed class JpegScan : FileScan
{
    private const byte EndOfImage = 0xd9;
    private const byte StartOfScan = 0xda;

    private readonly byte[] _head = new byte[9];
    private int _filled;
    private int _toSkip = 2;
    private bool _hasFrame;
    private bool _isInScan;
    private bool _wasMarker;
    private bool _isEnded;
    private bool _isBroken;

    public override FileKind Kind => FileKind.Jpeg;

    public override bool IsWhole => !_isBroken && _hasFrame && _isEnded;

    public static bool IsHead(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]);

    public override void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !_isBroken && !_isEnded)
        {
            if (_toSkip > 0)
            {
                var skipped = Math.Min(_toSkip, bytes.Length);
                bytes = bytes[skipped..];
                _toSkip -= skipped;
            }
            else if (_isInScan)
            {
                FindEnd(bytes);
                return;
            }
            else
            {
                _head[_filled++] = bytes[0];
                bytes = bytes[1..];
                ReadSegment();
            }
        }
    }

    private void ReadSegment()
    {
        if (_filled == 2 && _head[1] == 0xff)
            _filled = 1;
        if (_head[0] != 0xff)
            _isBroken = true;
        if (_filled < 2)
            return;
        var marker = _head[1];
        // Stand-alone markers have no place before the scan.
        if (marker is 0 or 1 or (>= 0xd0 and <= EndOfImage))
            _isBroken = true;
        var isFrame = marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);
        if (_filled < (isFrame ? 9 : 4))
            return;
        var length = (_head[2] << 8) | _head[3];
        if (isFrame)
        {
            // A height of zero is said later, in a segment that hardly any reader knows.
            _isBroken |= length < 8 || (_head[5] | _head[6]) == 0 || (_head[7] | _head[8]) == 0;
            _hasFrame = true;
        }
        _isBroken |= length < 2;
        _toSkip = Math.Max(0, length - (_filled - 2));
        _isInScan = marker == StartOfScan;
        _filled = 0;
    }

    private void FindEnd(ReadOnlySpan<byte> bytes)
    {
        // In a scan 0xff stands before markers only; later scans of the same image have heads, in which the pair could stand only by chance.
        if (_wasMarker && bytes[0] == EndOfImage)
            _isEnded = true;
        _isEnded |= bytes.IndexOf((ReadOnlySpan<byte>)[0xff, EndOfImage]) >= 0;
        _wasMarker = bytes[^1] == 0xff;
    }
}
