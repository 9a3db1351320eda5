using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.SdJwts;

/// <summary>One disclosure (RFC 9901 section 4.2): the salted array that a digest in the signed claims stands for.</summary>
public sealed class Disclosure
{
    private Disclosure(string text, string digest, string? name, JsonElement value) => (Text, Digest, Name, Value) = (text, digest, name, value);

    /// <summary>The base64url text that is handed on and hashed.</summary>
    public string Text { get; }

    /// <summary>The base64url digest of <see cref="Text"/>.</summary>
    public string Digest { get; }

    /// <summary>The claim's name; null for an array element.</summary>
    public string? Name { get; }

    /// <summary>The claim's value as disclosed: digests of further disclosures may stand in it.</summary>
    public JsonElement Value { get; }

    /// <summary>Whether a member name has a meaning of its own in an SD-JWT, so that it can be no claim's (RFC 9901 sections 4.1 and 4.2.1).</summary>
    internal static bool IsReserved(string name) => name is "_sd" or "..." or "_sd_alg";

    /// <summary>Reads canonical base64url of <c>[salt, name, value]</c> or <c>[salt, value]</c>; otherwise <see cref="ProblemCode.NotACredential"/>.</summary>
    internal static Result<Disclosure> Read(ReadOnlySpan<byte> ascii, DisclosureHash hash)
    {
        if (ascii.IsEmpty || !StrictBase64Url.TryDecode(ascii, out var json))
            return Refused("not canonical base64url");
        if (!StrictJson.ParseElement(json).TryGet(out var array, out var problem))
            return Refused(problem.Detail);
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() is not (2 or 3) || array[0].ValueKind != JsonValueKind.String)
            return Refused("not an array of a salt, a name and a value, or of a salt and a value");
        string? name = null;
        if (array.GetArrayLength() == 3)
        {
            if (array[1].ValueKind != JsonValueKind.String)
                return Refused("the name is not a string");
            name = array[1].GetString()!;
            if (IsReserved(name))
                return Refused("its name is reserved");
        }

        return new Disclosure(System.Text.Encoding.ASCII.GetString(ascii), DisclosureHashes.Digest(hash, ascii), name, array[array.GetArrayLength() - 1]);
    }

    private static Problem Refused(string why) => new(ProblemCode.NotACredential, $"SD-JWT: a disclosure: {why}");
}
