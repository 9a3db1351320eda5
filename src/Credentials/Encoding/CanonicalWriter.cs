using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Credentials.Encoding;

/// <summary>
/// Writes one value canonically. It copies strings and member names from the parsed text wherever they hold no escape: JSON text without
/// escapes is already canonical there. Members are ordered in place on one rented stack, so that an object costs no allocation.
/// </summary>
internal ref struct CanonicalWriter
{
    // Longer integers may not be exact as doubles.
    private const int ExactDigits = 15;

    private const int FewMembers = 32;

    private readonly ReadOnlySpan<byte> _text;
    private ByteSink _sink;
    private Member[] _members;
    private int _top;

    public CanonicalWriter(JsonElement root, IBufferWriter<byte> output)
    {
        _text = JsonMarshal.GetRawUtf8Value(root);
        _sink = new ByteSink(output);
        _members = ArrayPool<Member>.Shared.Rent(128);
    }

    /// <summary>A member, where its name stands in the text, and the name's first eight bytes as one number that orders most names.</summary>
    private readonly record struct Member(JsonElement Value, ulong Prefix, int Start, int Length);

    public void Flush() => _sink.Flush();

    public readonly void Dispose() => ArrayPool<Member>.Shared.Return(_members, clearArray: true);

    public void WriteValue(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, without: null, replaced: null, default);
                break;
            case JsonValueKind.Array:
                WriteArray(value);
                break;
            case JsonValueKind.String:
                var raw = JsonMarshal.GetRawUtf8Value(value);
                if (raw.Contains((byte)'\\'))
                    CanonicalString.Write(value.GetString(), ref _sink);
                else
                    _sink.Write(raw);
                break;
            case JsonValueKind.Number:
                WriteNumber(value);
                break;
            default:
                _sink.Write(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    public void WriteObject(JsonElement value, string? without, string? replaced, JsonElement replacement)
    {
        int first = _top;
        bool escaped = false;
        foreach (var property in value.EnumerateObject())
        {
            if (without is not null && property.NameEquals(without))
                continue;
            var name = JsonMarshal.GetRawUtf8PropertyName(property);
            escaped |= name.Contains((byte)'\\');
            Push(replaced is not null && property.NameEquals(replaced) ? replacement : property.Value, name);
        }
        int count = _top - first;

        _sink.Write((byte)'{');
        if (escaped)
            WriteEscapedMembers(value, without, replaced, replacement);
        else
            WriteMembers(first, count);
        _sink.Write((byte)'}');

        _top = first;
    }

    private void WriteMembers(int first, int count)
    {
        Sort(_members.AsSpan(first, count));
        for (int i = first; i < first + count; i++)
        {
            // Copied, because writing a nested object may move the stack.
            var member = _members[i];
            if (i > first)
                _sink.Write((byte)',');
            // The name with its quotes, as it stands in the text.
            _sink.Write(_text.Slice(member.Start - 1, member.Length + 2));
            _sink.Write((byte)':');
            WriteValue(member.Value);
        }
    }

    private void WriteEscapedMembers(JsonElement value, string? without, string? replaced, JsonElement replacement)
    {
        bool any = false;
        foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            if (property.Name == without)
                continue;
            if (any)
                _sink.Write((byte)',');
            any = true;
            CanonicalString.Write(property.Name, ref _sink);
            _sink.Write((byte)':');
            WriteValue(property.Name == replaced ? replacement : property.Value);
        }
    }

    private void WriteArray(JsonElement value)
    {
        _sink.Write((byte)'[');
        bool any = false;
        foreach (var item in value.EnumerateArray())
        {
            if (any)
                _sink.Write((byte)',');
            any = true;
            WriteValue(item);
        }
        _sink.Write((byte)']');
    }

    private void WriteNumber(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        var digits = raw[0] == '-' ? raw[1..] : raw;
        bool plain = digits.Length <= ExactDigits && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        if (plain && !(raw[0] == '-' && digits is [(byte)'0']))
            _sink.Write(raw);
        else
            _sink.Advance(EcmaScriptNumber.Format(value.GetDouble(), _sink.Room(EcmaScriptNumber.MaxLength)));
    }

    private void Push(JsonElement value, ReadOnlySpan<byte> name)
    {
        if (_top == _members.Length)
            Grow();
        int start = (int)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(_text), ref MemoryMarshal.GetReference(name));
        _members[_top++] = new Member(value, Prefix(name), start, name.Length);
    }

    private void Grow()
    {
        var larger = ArrayPool<Member>.Shared.Rent(_members.Length * 2);
        _members.AsSpan(0, _top).CopyTo(larger);
        Dispose();
        _members = larger;
    }

    private static ulong Prefix(ReadOnlySpan<byte> name)
    {
        if (name.Length >= 8)
            return BinaryPrimitives.ReadUInt64BigEndian(name);
        ulong prefix = 0;
        foreach (byte b in name)
            prefix = (prefix << 8) | b;
        // Zero stands for "no more bytes": a name without escapes holds no control character.
        return name.IsEmpty ? 0 : prefix << (8 * (8 - name.Length));
    }

    // The framework's sorts take a delegate, which cannot see the text's span.
    private readonly void Sort(Span<Member> members)
    {
        if (members.Length > FewMembers)
            SortMany(members);
        else
            SortFew(members);
    }

    private readonly void SortFew(Span<Member> members)
    {
        for (int i = 1; i < members.Length; i++)
        {
            if (Compare(members[i - 1], members[i]) <= 0)
                continue;
            var member = members[i];
            int j = i;
            do
            {
                members[j] = members[j - 1];
                j--;
            }
            while (j > 0 && Compare(members[j - 1], member) > 0);
            members[j] = member;
        }
    }

    // Heapsort: no worst case for a stranger to find.
    private readonly void SortMany(Span<Member> members)
    {
        for (int root = members.Length / 2 - 1; root >= 0; root--)
            SiftDown(members, root);
        for (int end = members.Length - 1; end > 0; end--)
        {
            (members[0], members[end]) = (members[end], members[0]);
            SiftDown(members[..end], 0);
        }
    }

    private readonly void SiftDown(Span<Member> heap, int root)
    {
        while (2 * root + 1 < heap.Length)
        {
            int child = 2 * root + 1;
            if (child + 1 < heap.Length && Compare(heap[child], heap[child + 1]) < 0)
                child++;
            if (Compare(heap[root], heap[child]) >= 0)
                return;
            (heap[root], heap[child]) = (heap[child], heap[root]);
            root = child;
        }
    }

    private readonly int Compare(in Member a, in Member b)
    {
        const ulong NonAscii = 0x8080808080808080;
        if (a.Prefix != b.Prefix && ((a.Prefix | b.Prefix) & NonAscii) == 0)
            return a.Prefix < b.Prefix ? -1 : 1;
        return Utf16Order.Compare(_text.Slice(a.Start, a.Length), _text.Slice(b.Start, b.Length));
    }
}
