using System.Text.Json;
using Credentials.Encoding;
using Credentials.SdJwts;
using Credentials.Signing;

namespace Credentials.Tests.SdJwts;

public class SdJwtComposerTests
{
    private static readonly SigningKey Key = new("did:web:issuer.example#key-1", Forged.Key);

    [Theory]
    [InlineData(DisclosureHash.Sha256)]
    [InlineData(DisclosureHash.Sha384)]
    [InlineData(DisclosureHash.Sha512)]
    public void What_was_composed_reads_as_what_was_put_in(DisclosureHash hash)
    {
        var sdJwt = SdJwt.Parse(SdJwtComposer.Compose(Nested(), hash, Seeded(1)).Sign(Key, "example+sd-jwt")).Value;

        Assert.True(sdJwt.Verify(Forged.Key.PublicKey));
        Assert.Equal((hash, "did:web:issuer.example#key-1", "example+sd-jwt"), (sdJwt.Hash, sdJwt.Jws.KeyId, sdJwt.Jws.Type));
        using var expected = JsonDocument.Parse(
            """{"iss":"x","open":{"deep":true},"countries":["BE","NL","FR"],"address":{"street":"Kerkstraat","number":12.5},"list":[{"a":1},[2]]}""");
        Assert.True(JsonElement.DeepEquals(expected.RootElement, sdJwt.Claims), sdJwt.Claims.GetRawText());
        Assert.Equal(8, sdJwt.Disclosed.Count);
    }

    [Fact]
    public void Nothing_disclosable_is_readable_without_its_disclosure()
    {
        var issued = SdJwt.Parse(SdJwtComposer.Compose(Nested(), random: Seeded(2)).Sign(Key, "t")).Value;

        Assert.Equal("""{"iss":"x","open":{},"countries":["NL"]}""", SdJwt.Parse(issued.Present()).Value.Claims.GetRawText());
    }

    [Fact]
    public void A_path_brings_what_it_leads_through_and_to()
    {
        var issued = SdJwt.Parse(SdJwtComposer.Compose(Nested(), random: Seeded(3)).Sign(Key, "t")).Value;

        Assert.Equal("""{"iss":"x","open":{},"countries":["NL"],"address":{"number":12.5}}""", Presented(issued, ClaimPath.Of("address", "number")));
        Assert.Contains("\"address\":{\"number\":12.5,\"street\":\"Kerkstraat\"}", Sorted(Presented(issued, ClaimPath.Of("address"))), StringComparison.Ordinal);
        Assert.Contains("""["BE","NL","FR"]""", Presented(issued, ClaimPath.Of([ClaimStep.Member("countries"), ClaimStep.Every])), StringComparison.Ordinal);
        Assert.Contains("\"list\":[{\"a\":1}]", Presented(issued, ClaimPath.Of([ClaimStep.Member("list"), ClaimStep.Element(0)])), StringComparison.Ordinal);
    }

    [Fact]
    public void Decoys_are_there_and_say_nothing()
    {
        var claims = new SelectiveObject { Decoys = 5 }
            .AddDisclosable("a", 1)
            .Add("array", new SelectiveArray { Decoys = 3 }.Add("x").AddDisclosable("y"));

        var composed = SdJwtComposer.Compose(claims, random: Seeded(4));

        using var payload = JsonDocument.Parse(composed.Payload);
        var digests = payload.RootElement.GetProperty("_sd").EnumerateArray().Select(digest => digest.GetString()!).ToArray();
        Assert.Equal(6, digests.Length);
        Assert.Equal(digests.Order(StringComparer.Ordinal), digests);
        Assert.All(digests, digest => Assert.Equal(43, digest.Length));
        Assert.Equal(5, payload.RootElement.GetProperty("array").GetArrayLength());
        Assert.Equal(2, composed.Disclosures.Count);
        using var expected = JsonDocument.Parse("""{"a":1,"array":["x","y"]}""");
        Assert.True(JsonElement.DeepEquals(expected.RootElement, SdJwt.Parse(composed.Sign(Key, "t")).Value.Claims));
    }

    [Fact]
    public void Each_salt_has_128_bits_of_its_own()
    {
        var composed = SdJwtComposer.Compose(Nested());

        var salts = composed.Disclosures.Select(text =>
        {
            Assert.True(StrictBase64Url.TryDecode(text, out var json));
            return JsonDocument.Parse(json).RootElement[0].GetString()!;
        }).ToArray();
        Assert.All(salts, salt => Assert.Equal(22, salt.Length));
        Assert.Distinct(salts);
    }

    [Fact]
    public void Where_nothing_is_selectively_disclosable_there_is_no_trace_of_it()
    {
        var composed = SdJwtComposer.Compose(new SelectiveObject().Add("a", 1));

        Assert.Equal("""{"a":1}""", System.Text.Encoding.UTF8.GetString(composed.Payload.Span));
        Assert.EndsWith("~", composed.Sign(Key, "t"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_sd")]
    [InlineData("...")]
    [InlineData("_sd_alg")]
    [InlineData("a")]
    public void Reserved_and_repeated_names_cannot_be_added(string name)
    {
        var claims = new SelectiveObject().Add("a", 1);

        Assert.Throws<ArgumentException>(() => claims.Add(name, 2));
        Assert.Throws<ArgumentException>(() => claims.AddDisclosable(name, 2));
    }

    private static SelectiveObject Nested()
    {
        using var json = JsonDocument.Parse("""{"a":1}""");
        return new SelectiveObject()
            .Add("iss", "x")
            .Add("open", new SelectiveObject().AddDisclosable("deep", true))
            .Add("countries", new SelectiveArray().AddDisclosable("BE").Add("NL").AddDisclosable("FR"))
            .AddDisclosable("address", new SelectiveObject().AddDisclosable("street", "Kerkstraat").Add("number", 12.5m))
            .AddDisclosable("list", new SelectiveArray().AddDisclosable(SelectiveValue.FromJson(json.RootElement.Clone())).AddDisclosable(new SelectiveArray().Add(2)));
    }

    private static string Presented(SdJwt issued, params IReadOnlyList<ClaimPath> paths) => SdJwt.Parse(issued.Present(paths)).Value.Claims.GetRawText();

    private static string Sorted(string json)
    {
        using var document = JsonDocument.Parse(json);
        return System.Text.Encoding.UTF8.GetString(CanonicalJson.Serialize(document.RootElement));
    }

    private static RandomSource Seeded(int seed)
    {
        var random = new Random(seed);
        return bytes => random.NextBytes(bytes);
    }
}
