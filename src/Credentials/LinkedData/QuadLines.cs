using System.Buffers.Binary;
using System.Globalization;
using Credentials.Encoding;

namespace Credentials.LinkedData;

/// <summary>Statements as lines of UTF-8 that are put in order of their code points, which is that of their bytes.</summary>
internal sealed class QuadLines : IDisposable
{
    /// <summary>In place of a canonical number: no blank node is there.</summary>
    public const int None = -1;

    /// <summary>In place of a canonical number: the node that a first-degree hash is about.</summary>
    public const int This = -2;

    /// <summary>In place of a canonical number: any other node.</summary>
    public const int Another = -3;

    private const int LongestLabel = 16;

    private readonly PooledBuffer _bytes = new();
    private readonly Comparison<Line> _compare;
    private Line[] _lines = new Line[64];
    private int _count;

    public QuadLines() => _compare = Compare;

    public void Clear()
    {
        _bytes.Clear();
        _count = 0;
    }

    /// <param name="text">The statement's text without its blank nodes.</param>
    /// <param name="form">Where its gaps are.</param>
    /// <param name="subject">What to write for a node there: a canonical number, or one of the constants.</param>
    /// <param name="value">The same for the object.</param>
    /// <param name="graph">The same for the graph.</param>
    public void Add(ReadOnlySpan<byte> text, in QuadForm form, int subject, int value, int graph)
    {
        int start = _bytes.Length;
        var line = _bytes.GetSpan(text.Length + 3 * LongestLabel);
        int length = WriteLabel(subject, line);
        length += Copy(text[..(form.ObjectAt - form.Start)], line[length..]);
        length += WriteLabel(value, line[length..]);
        length += Copy(text[(form.ObjectAt - form.Start)..(form.GraphAt - form.Start)], line[length..]);
        length += WriteLabel(graph, line[length..]);
        length += Copy(text[(form.GraphAt - form.Start)..], line[length..]);
        _bytes.Advance(length);
        if (_count == _lines.Length)
            Array.Resize(ref _lines, 2 * _count);
        // Even the shortest statement has more than eight bytes.
        _lines[_count++] = new Line(BinaryPrimitives.ReadUInt64BigEndian(line), start, length);
    }

    /// <summary>Puts the lines in order; whether some are the same.</summary>
    public bool Sort()
    {
        if (_count < 2)
            return false;
        _lines.AsSpan(0, _count).Sort(_compare);
        for (int index = 1; index < _count; index++)
        {
            if (_lines[index].Head == _lines[index - 1].Head && TextOf(_lines[index]).SequenceEqual(TextOf(_lines[index - 1])))
                return true;
        }
        return false;
    }

    public void WriteTo(PooledBuffer output, bool eachOnce)
    {
        var all = output.GetSpan(_bytes.Length);
        int length = 0;
        for (int index = 0; index < _count; index++)
        {
            var line = TextOf(_lines[index]);
            if (!eachOnce || index == 0 || !line.SequenceEqual(TextOf(_lines[index - 1])))
                length += Copy(line, all[length..]);
        }
        output.Advance(length);
    }

    public void Dispose() => _bytes.Dispose();

    private static int WriteLabel(int number, Span<byte> to)
    {
        if (number == None)
            return 0;
        if (number is This or Another)
            return Copy(number == This ? "_:a"u8 : "_:z"u8, to);
        int prefix = Copy("_:c14n"u8, to);
        number.TryFormat(to[prefix..], out int digits, default, CultureInfo.InvariantCulture);
        return prefix + digits;
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }

    private int Compare(Line left, Line right) =>
        left.Head != right.Head ? left.Head.CompareTo(right.Head) : TextOf(left).SequenceCompareTo(TextOf(right));

    private ReadOnlySpan<byte> TextOf(in Line line) => _bytes.Written.Slice(line.Start, line.Length);

    private readonly record struct Line(ulong Head, int Start, int Length);
}
