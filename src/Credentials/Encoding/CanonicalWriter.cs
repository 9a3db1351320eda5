using System.Buffers;
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

    public void Flush() => _sink.Flush();

    public readonly void Dispose() => ArrayPool<Member>.Shared.Return(_members, clearArray: true);

    public void WriteValue(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, without: null);
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

    public void WriteObject(JsonElement value, string? without)
    {
        int first = _top;
        bool escaped = false;
        foreach (var property in value.EnumerateObject())
        {
            if (without is not null && property.NameEquals(without))
                continue;
            var name = JsonMarshal.GetRawUtf8PropertyName(property);
            escaped |= name.Contains((byte)'\\');
            Push(property.Value, name);
        }
        int count = _top - first;

        _sink.Write((byte)'{');
        if (escaped)
            WriteEscapedMembers(value, without);
        else
            WriteMembers(first, count);
        _sink.Write((byte)'}');

        _top = first;
    }

    private void WriteMembers(int first, int count)
    {
        MemberOrder.Sort(_members.AsSpan(first, count), _text);
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

    private void WriteEscapedMembers(JsonElement value, string? without)
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
            WriteValue(property.Value);
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
        _members[_top++] = new Member(value, MemberOrder.Prefix(name), start, name.Length);
    }

    private void Grow()
    {
        var larger = ArrayPool<Member>.Shared.Rent(_members.Length * 2);
        _members.AsSpan(0, _top).CopyTo(larger);
        Dispose();
        _members = larger;
    }
}
