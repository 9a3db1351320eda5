using System.Buffers;
using System.Buffers.Text;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>What the three parts of a compact JWS (RFC 7515 section 7.1) decode to.</summary>
internal readonly ref struct JwsParts
{
    public ReadOnlySpan<byte> Header { get; private init; }

    public ReadOnlySpan<byte> Payload { get; private init; }

    public ReadOnlySpan<byte> Signature { get; private init; }

    /// <summary>False for what is no compact JWS, or would not be joined to the very same text again.</summary>
    public static bool TryTakeApart(ReadOnlySpan<byte> text, out JwsParts parts)
    {
        parts = default;
        if (text.IsEmpty || text[0] != (byte)'e' || text.Count((byte)'.') != 2)
            return false;
        var first = text.IndexOf((byte)'.');
        var last = text.LastIndexOf((byte)'.');
        if (!TryDecode(text[..first], out var header) || !TryDecode(text[(first + 1)..last], out var payload) || !TryDecode(text[(last + 1)..], out var signature))
            return false;
        parts = new() { Header = header, Payload = payload, Signature = signature };
        return Join(header, payload, signature).AsSpan().SequenceEqual(text);
    }

    public static byte[] Join(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        var text = new byte[
            Base64Url.GetEncodedLength(header.Length) + Base64Url.GetEncodedLength(payload.Length) + Base64Url.GetEncodedLength(signature.Length) + 2];
        var length = Base64Url.EncodeToUtf8(header, text);
        text[length++] = (byte)'.';
        length += Base64Url.EncodeToUtf8(payload, text.AsSpan(length));
        text[length++] = (byte)'.';
        Base64Url.EncodeToUtf8(signature, text.AsSpan(length));
        return text;
    }

    private static bool TryDecode(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromUtf8(text, bytes, out _, out var length) != OperationStatus.Done)
            return false;
        Array.Resize(ref bytes, length);
        return true;
    }
}
