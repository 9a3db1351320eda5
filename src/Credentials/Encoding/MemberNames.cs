using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Credentials.Encoding;

/// <summary>Where one member name stands in the text; escaped names are rare and compared after unescaping.</summary>
internal readonly record struct NameSpot(int Hash, int Start, int Length, bool Escaped);

/// <summary>The member names of the objects that are open at one point of a text, kept without an allocation for ordinary documents.</summary>
internal ref struct MemberNames(Span<int> firstOfObject, Span<NameSpot> onStack)
{
    public const int OnStack = 64;

    // Up to here comparing each with each is faster than sorting.
    private const int Few = 64;

    private readonly Span<int> _firstOfObject = firstOfObject;
    private Span<NameSpot> _spots = onStack;
    private NameSpot[]? _rented;
    private int _count;
    private int _open;

    public void Open() => _firstOfObject[_open++] = _count;

    public void Add(ReadOnlySpan<byte> name, int start, bool escaped)
    {
        if (_count == _spots.Length)
            Grow();
        _spots[_count++] = new NameSpot(QuickHash(escaped ? Unescaped(name) : name), start, name.Length, escaped);
    }

    /// <summary>Ends the innermost object and says whether two of its names are equal once unescaped.</summary>
    public bool CloseHasDuplicate(ReadOnlySpan<byte> text)
    {
        int first = _firstOfObject[--_open];
        var spots = _spots[first.._count];
        _count = first;
        if (spots.Length > Few)
            Sort(text, spots);
        for (int i = 1; i < spots.Length; i++)
        {
            for (int j = i - 1; j >= 0; j--)
            {
                if (spots[i].Hash == spots[j].Hash)
                {
                    if (Same(text, spots[i], spots[j]))
                        return true;
                }
                else if (spots.Length > Few)
                {
                    break;
                }
            }
        }
        return false;
    }

    public readonly void Dispose()
    {
        if (_rented is not null)
            ArrayPool<NameSpot>.Shared.Return(_rented);
    }

    private void Grow()
    {
        var larger = ArrayPool<NameSpot>.Shared.Rent(_spots.Length * 4);
        _spots.CopyTo(larger);
        Dispose();
        _rented = larger;
        _spots = larger;
    }

    private static void Sort(ReadOnlySpan<byte> text, Span<NameSpot> spots)
    {
        foreach (ref var spot in spots)
        {
            var name = text.Slice(spot.Start, spot.Length);
            spot = spot with { Hash = SeededHash(spot.Escaped ? Unescaped(name) : name) };
        }
        spots.Sort(static (a, b) => a.Hash.CompareTo(b.Hash));
    }

    // Enough to tell a few names apart; equal ones are compared byte by byte.
    private static int QuickHash(ReadOnlySpan<byte> name) => name.Length < sizeof(int)
        ? name.Length << 24 | (name.Length > 0 ? name[0] << 16 | name[^1] << 8 | name[name.Length / 2] : 0)
        : BinaryPrimitives.ReadInt32LittleEndian(name) ^ int.RotateLeft(BinaryPrimitives.ReadInt32LittleEndian(name[^sizeof(int)..]), 7) ^ name.Length << 24;

    // Seeded per process, so that nobody can prepare names that all collide.
    private static int SeededHash(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        return hash.ToHashCode();
    }

    private static byte[] Unescaped(ReadOnlySpan<byte> name) => System.Text.Encoding.UTF8.GetBytes(Unescape(name));

    private static bool Same(ReadOnlySpan<byte> text, NameSpot a, NameSpot b)
    {
        var nameA = text.Slice(a.Start, a.Length);
        var nameB = text.Slice(b.Start, b.Length);
        return a.Escaped || b.Escaped
            ? Text(nameA, a.Escaped) == Text(nameB, b.Escaped)
            : nameA.SequenceEqual(nameB);
    }

    private static string Text(ReadOnlySpan<byte> name, bool escaped) =>
        escaped ? Unescape(name) : System.Text.Encoding.UTF8.GetString(name);

    private static string Unescape(ReadOnlySpan<byte> name)
    {
        var quoted = new byte[name.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        name.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.GetString()!;
    }
}
