using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Credentials.Issuing;

/// <summary>Puts UTF-8 together in a rented buffer: constant fragments are copied, variable texts escaped as JSON strings.</summary>
internal ref struct Utf8Text
{
    private byte[] _buffer;
    private int _length;

    public Utf8Text(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public void Copy(scoped ReadOnlySpan<byte> fragment)
    {
        Ensure(fragment.Length);
        fragment.CopyTo(_buffer.AsSpan(_length));
        _length += fragment.Length;
    }

    /// <summary>The inside of a JSON string.</summary>
    public void Escaped(string text)
    {
        foreach (var unit in text)
        {
            if (unit is < ' ' or '"' or '\\' or > '~')
            {
                EscapeSlowly(text);
                return;
            }
        }

        Ensure(text.Length);
        _length += System.Text.Encoding.ASCII.GetBytes(text, _buffer.AsSpan(_length));
    }

    public void Number(int number)
    {
        Ensure(11);
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    public void Uuid(Guid id)
    {
        Ensure(36);
        Utf8Formatter.TryFormat(id, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    public byte[] ToBytesAndRelease()
    {
        var bytes = _buffer.AsSpan(0, _length).ToArray();
        // The rented memory held a learner's name; the next renter must not find it.
        _buffer.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        return bytes;
    }

    private void EscapeSlowly(string text)
    {
        var encoded = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        Ensure(encoded.Length * 3);
        Utf8.FromUtf16(encoded, _buffer.AsSpan(_length), out _, out var written);
        _length += written;
    }

    private void Ensure(int more)
    {
        if (_buffer.Length - _length >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + more));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        _buffer.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
