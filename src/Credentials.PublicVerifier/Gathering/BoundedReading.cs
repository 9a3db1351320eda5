using System.Buffers;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>Reads a stream whose length nobody vouches for.</summary>
internal static class BoundedReading
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>Everything in the stream, or null as soon as it is more than <paramref name="maxBytes"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, int maxBytes, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBuffer, maxBytes) + 1);
        try
        {
            var length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length), cancel) is var read and > 0)
            {
                length += read;
                if (length > maxBytes)
                    return null;
                if (length == buffer.Length)
                    buffer = Grow(buffer, maxBytes);
            }

            return buffer.AsMemory(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer, int maxBytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, maxBytes + 1L));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
