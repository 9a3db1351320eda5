using System.Buffers;
using System.Buffers.Binary;

namespace Credentials.Encoding;

/// <summary>Base58 with the Bitcoin alphabet, without checksum (draft-msporny-base58). Every value has one spelling.</summary>
public static class Base58Btc
{
    /// <summary>Longer texts are refused: the cost of decoding grows with the square of the length.</summary>
    public const int MaxTextLength = 4096;

    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    // Five digits at a time: 58^5 is the largest power that fits 32 bits, so that each step is one 64-bit division.
    private const int DigitsPerStep = 5;
    private const uint Step = 58 * 58 * 58 * 58 * 58;

    private static readonly byte[] Values = BuildValues();

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        int zeros = bytes.IndexOfAnyExcept((byte)0);
        if (zeros < 0)
            return new string('1', bytes.Length);

        int limbCount = (bytes.Length - zeros + 3) / 4;
        var rented = ArrayPool<uint>.Shared.Rent(limbCount);
        int capacity = zeros + limbCount * 6 + DigitsPerStep;
        var digits = ArrayPool<char>.Shared.Rent(capacity);
        try
        {
            var limbs = rented.AsSpan(0, limbCount);
            ReadLimbs(bytes[zeros..], limbs);
            int at = digits.Length;
            while (limbs.Length > 0)
            {
                uint rest = DivideByStep(limbs);
                while (limbs.Length > 0 && limbs[0] == 0)
                    limbs = limbs[1..];
                for (int i = 0; i < DigitsPerStep; i++)
                {
                    digits[--at] = Alphabet[(int)(rest % 58)];
                    rest /= 58;
                }
            }
            while (digits[at] == '1')
                at++;
            at -= zeros;
            digits.AsSpan(at, zeros).Fill('1');
            return new string(digits, at, digits.Length - at);
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(rented, clearArray: true);
            ArrayPool<char>.Shared.Return(digits, clearArray: true);
        }
    }

    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length > MaxTextLength)
            return false;
        int zeros = text.IndexOfAnyExcept('1');
        if (zeros < 0)
        {
            bytes = new byte[text.Length];
            return true;
        }

        var rest = text[zeros..];
        int limbCount = rest.Length / DigitsPerStep + 1;
        var rented = ArrayPool<uint>.Shared.Rent(limbCount);
        try
        {
            // Least significant limb first.
            var limbs = rented.AsSpan(0, limbCount);
            limbs.Clear();
            int used = 0;
            while (rest.Length > 0)
            {
                int take = (rest.Length - 1) % DigitsPerStep + 1;
                uint factor = 1, add = 0;
                foreach (char c in rest[..take])
                {
                    if (c >= Values.Length || Values[c] == byte.MaxValue)
                        return false;
                    add = add * 58 + Values[c];
                    factor *= 58;
                }
                rest = rest[take..];
                ulong carry = add;
                for (int i = 0; i < used; i++)
                {
                    carry += (ulong)limbs[i] * factor;
                    limbs[i] = unchecked((uint)carry);
                    carry >>= 32;
                }
                if (carry > 0)
                    limbs[used++] = unchecked((uint)carry);
            }
            bytes = WriteLimbs(limbs[..used], zeros);
            return true;
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(rented, clearArray: true);
        }
    }

    private static uint DivideByStep(Span<uint> limbs)
    {
        ulong rest = 0;
        foreach (ref uint limb in limbs)
        {
            (ulong quotient, rest) = Math.DivRem((rest << 32) | limb, Step);
            limb = (uint)quotient;
        }
        return (uint)rest;
    }

    private static void ReadLimbs(ReadOnlySpan<byte> bytes, Span<uint> limbs)
    {
        for (int i = limbs.Length - 1; i >= 0; i--)
        {
            if (bytes.Length >= 4)
            {
                limbs[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[^4..]);
                bytes = bytes[..^4];
                continue;
            }
            uint head = 0;
            foreach (byte b in bytes)
                head = (head << 8) | b;
            limbs[i] = head;
        }
    }

    private static byte[] WriteLimbs(ReadOnlySpan<uint> limbs, int zeros)
    {
        Span<byte> top = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(top, limbs[^1]);
        int skip = top.IndexOfAnyExcept((byte)0);
        var bytes = new byte[zeros + limbs.Length * 4 - skip];
        int end = bytes.Length;
        foreach (uint limb in limbs[..^1])
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(end -= 4, 4), limb);
        top[skip..].CopyTo(bytes.AsSpan(zeros));
        return bytes;
    }

    private static byte[] BuildValues()
    {
        var values = new byte[128];
        values.AsSpan().Fill(byte.MaxValue);
        for (int i = 0; i < Alphabet.Length; i++)
            values[Alphabet[i]] = (byte)i;
        return values;
    }
}
