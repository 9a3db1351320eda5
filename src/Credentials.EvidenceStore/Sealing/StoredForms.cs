using System.Buffers;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// The signed forms of one award in few bytes. A compact JWS is kept as what its parts decode to, where that gives the same text again: its base64url
/// would hide what it has in common with the dictionary and with the other forms. Signatures stand apart, as random bytes do.
/// </summary>
/// <remarks>
/// Layout: 1; number of the dictionary; number of forms; for each its kind, 1 if taken apart, its signature; then the difference
/// (<see cref="DeltaCoding"/>) of, for each form: instant of signing, verification method, and its header and payload, or its bytes.
/// </remarks>
internal static class StoredForms
{
    private const byte Layout = 1;
    private const byte TakenApart = 1;
    private const byte Whole = 0;
    private const int MostForms = 16;

    public static byte[] Write(IReadOnlyList<SignedCredential> forms, DeltaDictionary dictionary, ReadOnlySpan<byte> context)
    {
        var output = new ArrayBufferWriter<byte>(512);
        var body = new ArrayBufferWriter<byte>(4096);
        output.Write([Layout]);
        VariableLength.Write(output, (ulong)dictionary.Number);
        VariableLength.Write(output, (ulong)forms.Count);
        foreach (var form in forms)
        {
            var isApart = JwsParts.TryTakeApart(form.Utf8.Span, out var parts);
            output.Write([(byte)form.Form, isApart ? TakenApart : Whole]);
            VariableLength.Write(body, (ulong)form.SignedAt.UtcTicks);
            VariableLength.WriteBytes(body, System.Text.Encoding.UTF8.GetBytes(form.VerificationMethod));
            if (isApart)
            {
                VariableLength.WriteBytes(output, parts.Signature);
                VariableLength.WriteBytes(body, parts.Header);
                VariableLength.WriteBytes(body, parts.Payload);
            }
            else
            {
                VariableLength.WriteBytes(body, form.Utf8.Span);
            }
        }
        DeltaCoding.Encode(dictionary, context, body.WrittenSpan, output);
        return output.WrittenSpan.ToArray();
    }

    public static long DictionaryOf(ReadOnlySpan<byte> bytes) => Open(ref bytes);

    /// <exception cref="InvalidDataException">Not what <see cref="Write"/> wrote.</exception>
    public static IReadOnlyList<SignedCredential> Read(Guid id, ReadOnlySpan<byte> bytes, DeltaDictionary dictionary, ReadOnlySpan<byte> context)
    {
        if (Open(ref bytes) != dictionary.Number)
            throw new InvalidDataException("stored forms belong to another dictionary");
        var count = VariableLength.ReadLength(ref bytes, MostForms);
        var heads = new List<(CredentialForm Form, byte[]? Signature)>(count);
        for (var form = 0; form < count; form++)
        {
            var kind = (CredentialForm)VariableLength.ReadLength(ref bytes, 127);
            var isApart = VariableLength.ReadLength(ref bytes, TakenApart) == TakenApart;
            heads.Add((kind, isApart ? VariableLength.ReadBytes(ref bytes).ToArray() : null));
        }
        ReadOnlySpan<byte> body = DeltaCoding.Decode(dictionary, context, bytes);
        var forms = new List<SignedCredential>(count);
        foreach (var (kind, signature) in heads)
        {
            var signedAt = new DateTimeOffset((long)VariableLength.Read(ref body), TimeSpan.Zero);
            var method = System.Text.Encoding.UTF8.GetString(VariableLength.ReadBytes(ref body));
            var text = signature is null
                ? VariableLength.ReadBytes(ref body).ToArray()
                : JwsParts.Join(VariableLength.ReadBytes(ref body), VariableLength.ReadBytes(ref body), signature);
            forms.Add(new(id, kind, text, method, signedAt));
        }
        return forms;
    }

    private static long Open(ref ReadOnlySpan<byte> bytes)
    {
        if (VariableLength.ReadLength(ref bytes, 127) != Layout)
            throw new InvalidDataException("stored forms are of an unknown layout");
        return (long)VariableLength.Read(ref bytes);
    }
}
