using System.Buffers;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>Unsigned LEB128 numbers, seven bits a byte, lowest first.</summary>
internal static class VariableLength
{
    public static void Write(ArrayBufferWriter<byte> output, ulong value)
    {
        var span = output.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            span[length++] = (byte)((value & 0x7F) | 0x80);
        span[length++] = (byte)value;
        output.Advance(length);
    }

    public static void WriteBytes(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        Write(output, (ulong)bytes.Length);
        output.Write(bytes);
    }

    /// <exception cref="InvalidDataException">The bytes end too early or the number is too long.</exception>
    public static ulong Read(ref ReadOnlySpan<byte> input)
    {
        ulong value = 0;
        for (var shift = 0; shift < 63; shift += 7)
        {
            if (input.IsEmpty)
                break;
            var next = input[0];
            input = input[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException("stored bytes end within a number");
    }

    public static int ReadLength(ref ReadOnlySpan<byte> input, int most) =>
        Read(ref input) is var value && value <= (ulong)most ? (int)value : throw new InvalidDataException("stored bytes name an impossible length");

    public static ReadOnlySpan<byte> ReadBytes(ref ReadOnlySpan<byte> input)
    {
        var length = ReadLength(ref input, int.MaxValue);
        if (length > input.Length)
            throw new InvalidDataException("stored bytes end too early");
        var bytes = input[..length];
        input = input[length..];
        return bytes;
    }
}
