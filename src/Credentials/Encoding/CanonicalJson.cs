using System.Buffers;
using System.Text.Json;

namespace Credentials.Encoding;

/// <summary>The JSON Canonicalization Scheme (RFC 8785) of a strictly parsed value.</summary>
public static class CanonicalJson
{
    public static byte[] Serialize(JsonElement value) => throw new NotImplementedException();

    /// <param name="value">What to write.</param>
    /// <param name="output">Receives the canonical UTF-8.</param>
    /// <param name="without">A member of the outermost object to leave out (a Data Integrity <c>proof</c>), or null.</param>
    public static void Write(JsonElement value, IBufferWriter<byte> output, string? without = null) => throw new NotImplementedException();
}
