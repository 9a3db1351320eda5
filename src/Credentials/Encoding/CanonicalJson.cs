using System.Buffers;
using System.Text.Json;

namespace Credentials.Encoding;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785). Total for values that <see cref="StrictJson"/> read; others may hold what has no canonical form,
/// which is an exception.
/// </summary>
public static class CanonicalJson
{
    /// <exception cref="InvalidOperationException">A string holds a lone surrogate.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite as a double.</exception>
    public static byte[] Serialize(JsonElement value)
    {
        using var buffer = new PooledBuffer();
        Write(value, buffer);
        return buffer.Written.ToArray();
    }

    /// <param name="value">What to write.</param>
    /// <param name="output">Receives the canonical UTF-8.</param>
    /// <param name="without">A member of the outermost object to leave out (a Data Integrity <c>proof</c>), or null.</param>
    /// <exception cref="InvalidOperationException">A string holds a lone surrogate.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite as a double.</exception>
    public static void Write(JsonElement value, IBufferWriter<byte> output, string? without = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        var writer = new CanonicalWriter(value, output);
        try
        {
            if (value.ValueKind == JsonValueKind.Object)
                writer.WriteObject(value, without);
            else
                writer.WriteValue(value);
            writer.Flush();
        }
        finally
        {
            writer.Dispose();
        }
    }
}
