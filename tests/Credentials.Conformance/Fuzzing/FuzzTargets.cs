using Credentials.Baking;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.LinkedData;
using Credentials.StatusLists;

namespace Credentials.Conformance.Fuzzing;

/// <summary>Every way by which bytes of strangers come into the library.</summary>
public static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All()
    {
        var signed = new SignedSeeds();
        return
        [
            new("json", [.. VectorSeeds.Of("jcs/input", "*.json"), .. signed.Documents], Json),
            new("n-quads", [.. VectorSeeds.Of("rdf-canon/rdfc10", "*.nq"), new FuzzSeed("quad", "_:a <b:c> \"d\"@en <e:f> .\n"u8.ToArray())], Quads),
            new("keys", [.. VectorSeeds.Of("vc-di-ecdsa", "*KeyPair.json"), .. signed.KeyDocuments], Keys),
            new("lists", signed.Lists, Lists),
            new("baked", signed.Baked, Baked),
            new("jws", signed.Tokens, signed.CheckToken),
            new("sd-jwt-vc", signed.SdJwtVcs, signed.CheckSdJwtVc),
            new("data-integrity", signed.Documents, signed.CheckDocument),
            new("credential", [.. signed.Documents, .. signed.Tokens, .. signed.SdJwtVcs, .. signed.Presentations], signed.CheckPresented),
        ];
    }

    private static string? Json(byte[] input, FuzzSeed seed)
    {
        if (!StrictJson.ParseElement(input).TryGet(out var json, out _))
            return null;
        var canonical = CanonicalJson.Serialize(json);
        return StrictJson.ParseElement(canonical).TryGet(out var again, out _) && CanonicalJson.Serialize(again).AsSpan().SequenceEqual(canonical)
            ? null
            : "the canonical form of the canonical form is another";
    }

    private static string? Quads(byte[] input, FuzzSeed seed)
    {
        if (!NQuads.Parse(input).TryGet(out var quads, out _) || !Rdfc10.Canonicalize(quads).TryGet(out var canonical, out _))
            return null;
        return NQuads.Parse(canonical.NQuads).TryGet(out var again, out _) && Rdfc10.Canonicalize(again).TryGet(out var twice, out _)
            && twice.NQuads.AsSpan().SequenceEqual(canonical.NQuads)
            ? null
            : "the canonical form of the canonical form is another";
    }

    private static string? Keys(byte[] input, FuzzSeed seed)
    {
        var text = System.Text.Encoding.UTF8.GetString(input);
        if (PublicKey.FromMultikey(text).TryGet(out var key, out _) && key.ToMultikey() != text)
            return "a Multikey with a second spelling";
        if (Did.TryParse(text, out var did))
            _ = DidDocument.FromIdentifier(did);
        if (StrictJson.ParseElement(input).TryGet(out var json, out _))
        {
            _ = PublicKey.FromJwk(json);
            _ = DidDocument.Parse(json, SignedSeeds.Issuer);
        }
        return null;
    }

    private static string? Lists(byte[] input, FuzzSeed seed)
    {
        var text = System.Text.Encoding.UTF8.GetString(input);
        _ = BitstringStatusList.Decode(text);
        _ = TokenStatusList.Decode(2, text);
        _ = StatusListToken.Parse(input);
        return null;
    }

    private static string? Baked(byte[] input, FuzzSeed seed)
    {
        if (BakedFile.KindOf(input) is not null)
            _ = BakedFile.CredentialIn(input);
        return null;
    }
}
