using System.Buffers;

namespace Credentials.Encoding;

/// <summary>Writes small pieces to a buffer writer, asking it for room only now and then.</summary>
internal ref struct ByteSink(IBufferWriter<byte> output)
{
    private const int Chunk = 512;

    private Span<byte> _room;
    private int _used;

    /// <summary>What was written since the last flush.</summary>
    public readonly int Pending => _used;

    public void Write(byte value)
    {
        if (_used == _room.Length)
            MakeRoom(1);
        _room[_used++] = value;
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        _used += value.Length;
    }

    /// <summary>At least <paramref name="size"/> bytes to write to; say with <see cref="Advance"/> how many were used.</summary>
    public Span<byte> Room(int size)
    {
        if (_room.Length - _used < size)
            MakeRoom(size);
        return _room[_used..];
    }

    public void Advance(int count) => _used += count;

    public void Flush()
    {
        output.Advance(_used);
        _room = default;
        _used = 0;
    }

    private void MakeRoom(int size)
    {
        Flush();
        _room = output.GetSpan(Math.Max(size, Chunk));
    }
}
