namespace Credentials.EvidenceStore.Sealing;

/// <summary>Text that others are stored as differences from, with an index of its places.</summary>
internal sealed class DeltaDictionary
{
    public const int MostBytes = 64 * 1024;

    private const int IndexBits = 13;
    private readonly byte[] _content;
    private readonly int[] _places = new int[1 << IndexBits];

    /// <param name="number">Its number in the storage.</param>
    /// <param name="content">At most <see cref="MostBytes"/>.</param>
    public DeltaDictionary(long number, ReadOnlyMemory<byte> content)
    {
        (Number, _content) = (number, content.ToArray());
        // Backwards, so that the first of several equal places stays.
        for (var place = _content.Length - DeltaCoding.Probe; place >= 0; place--)
            _places[DeltaCoding.HashOf(_content.AsSpan(place), IndexBits)] = place + 1;
    }

    public static DeltaDictionary None { get; } = new(0, ReadOnlyMemory<byte>.Empty);

    public long Number { get; }

    public ReadOnlySpan<byte> Content => _content;

    /// <summary>A place that may begin like this, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text) => _places[DeltaCoding.HashOf(text, IndexBits)] - 1;
}
