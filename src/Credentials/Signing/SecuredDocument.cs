using System.Runtime.InteropServices;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Signing;

/// <summary>
/// What a proof is about (Data Integrity 1.0 sections 4.2 and 4.5): a document without its proofs, or, for a link of a chain, with the proofs alone that
/// come before it. Several proofs of one document share it.
/// </summary>
internal sealed class SecuredDocument
{
    private const string Proof = "proof";

    private SecuredDocument(JsonElement json, string? without) => (Json, Without) = (json, without);

    /// <summary>The document; <see cref="Without"/> is no part of it.</summary>
    public JsonElement Json { get; }

    /// <summary>A member to leave out, or null.</summary>
    public string? Without { get; }

    /// <param name="document">Strictly parsed; its <c>proof</c> does not count.</param>
    public static SecuredDocument Of(JsonElement document) => new(document, Proof);

    /// <summary>The same document with these proofs, as a list, in place of its own.</summary>
    public static SecuredDocument With(JsonElement document, IReadOnlyList<JsonElement> previous)
    {
        using var buffer = new PooledBuffer(JsonMarshal.GetRawUtf8Value(document).Length + 16);
        bool isFirst = WriteMembers(document, buffer);
        Write(isFirst ? "\"proof\":["u8 : ",\"proof\":["u8, buffer);
        for (int index = 0; index < previous.Count; index++)
        {
            if (index > 0)
                Write(","u8, buffer);
            Write(JsonMarshal.GetRawUtf8Value(previous[index]), buffer);
        }
        Write("]}"u8, buffer);
        return new SecuredDocument(Parse(buffer), null);
    }

    // Leaves the object open; whether nothing stands in it yet.
    private static bool WriteMembers(JsonElement document, PooledBuffer buffer)
    {
        bool isFirst = true;
        Write("{"u8, buffer);
        foreach (var member in document.EnumerateObject())
        {
            if (member.NameEquals(Proof))
                continue;
            Write(isFirst ? "\""u8 : ",\""u8, buffer);
            Write(JsonMarshal.GetRawUtf8PropertyName(member), buffer);
            Write("\":"u8, buffer);
            Write(JsonMarshal.GetRawUtf8Value(member.Value), buffer);
            isFirst = false;
        }
        return isFirst;
    }

    // Was strictly parsed before, and is one level deeper at most.
    private static JsonElement Parse(PooledBuffer buffer) =>
        JsonDocument.Parse(buffer.Written.ToArray(), new JsonDocumentOptions { MaxDepth = StrictJson.MaxDepth + 2 }).RootElement;

    private static void Write(ReadOnlySpan<byte> bytes, PooledBuffer to)
    {
        bytes.CopyTo(to.GetSpan(bytes.Length));
        to.Advance(bytes.Length);
    }
}
