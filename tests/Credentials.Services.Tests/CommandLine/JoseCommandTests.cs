using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.App.Jose;
using Credentials.Encoding;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.VcApi;

namespace Credentials.Services.Tests.CommandLine;

public sealed class JoseCommandTests
{
    public static TheoryData<string, string> KeysAndFeatures()
    {
        var rows = new TheoryData<string, string>();
        foreach (var curve in new[] { "Ed25519", "P-256", "P-384", "P-521" })
            foreach (var feature in JoseFeature.All)
                rows.Add(curve, feature.Name);
        return rows;
    }

    [Theory]
    [MemberData(nameof(KeysAndFeatures))]
    public void What_is_issued_verifies_with_its_key_and_no_other(string curve, string name)
    {
        var (feature, method) = (JoseFeature.Find(name)!, Method(curve));
        var paths = SelectivePaths.Read(feature.IsPresentation ? """["holder"]""" : """["credentialSubject.name"]""")!;
        var issued = Issue(method, Content(feature), feature, paths);
        Assert.True(issued.Result == "success", issued.Text);
        var header = Header(issued.Text);
        Assert.Equal((feature.Type, feature.Content, "k-1"), (header.Text("typ"), header.Text("cty"), header.Text("kid")));
        Assert.Equal(feature.IsSelective ? 2 : 0, issued.Text.Count(character => character == '~'));

        var verified = Verify(method, issued.Text, feature);
        Assert.Equal("success", verified.Result);
        Assert.True(JsonNode.DeepEquals(Content(feature), JsonNode.Parse(verified.Text)));
        Assert.Equal("failure", Verify(Method(curve), issued.Text, feature).Result);
        Assert.Equal("failure", Verify(method, issued.Text, JoseFeature.All.First(other => other.Type != feature.Type)).Result);
    }

    [Theory]
    [InlineData("typ", "\"jwt\"")]
    [InlineData("cty", "\"vp\"")]
    [InlineData("alg", "\"none\"")]
    [InlineData("alg", "\"ES256\"")]
    [InlineData("crit", "[\"exp\"]")]
    [InlineData("b64", "false")]
    public void A_header_that_says_something_else_fails_although_it_is_signed(string member, string value)
    {
        using var key = PlainKey(out var method);
        var header = new JsonObject { ["alg"] = "ES384", ["typ"] = "vc+jwt", [member] = JsonNode.Parse(value) };
        Assert.Equal("failure", Verify(method, Sign(key, header, Content(JoseFeature.All[0])), JoseFeature.All[0]).Result);
    }

    [Theory]
    [InlineData("vc", "{}", "failure")]
    [InlineData("vp", "\"x\"", "failure")]
    [InlineData("iss", "\"https://another.example\"", "failure")]
    [InlineData("iss", "\"https://issuer.example\"", "success")]
    [InlineData("type", "\"Something\"", "failure")]
    [InlineData("@context", "[]", "failure")]
    public void The_content_must_be_a_credential_without_a_wrapper(string member, string value, string result)
    {
        using var key = PlainKey(out var method);
        var content = Content(JoseFeature.All[0]);
        content[member] = JsonNode.Parse(value);
        Assert.Equal(result, Verify(method, Sign(key, new JsonObject { ["alg"] = "ES384" }, content), JoseFeature.All[0]).Result);
        Assert.Equal(result, Issue(method, content, JoseFeature.All[0], SelectivePaths.Read(null)!).Result);
    }

    [Theory]
    [InlineData("\"data:application/vc+jwt,a.b.c\"", "success")]
    [InlineData("\"not-a-credential\"", "failure")]
    public void An_enveloped_credential_of_a_presentation_has_a_data_URL(string id, string result)
    {
        var content = Content(JoseFeature.Find("presentation_jose")!);
        content["verifiableCredential"] = new JsonArray(
            new JsonObject { ["@context"] = VcApiCalls.Context, ["type"] = "EnvelopedVerifiableCredential", ["id"] = JsonNode.Parse(id) });
        Assert.Equal(result, Issue(Method("P-256"), content, JoseFeature.Find("presentation_jose")!, SelectivePaths.Read(null)!).Result);
    }

    [Fact]
    public void An_unsigned_credential_fails_and_an_unknown_key_is_indeterminate()
    {
        Assert.Equal("failure", Verify(Method("P-256"), Content(JoseFeature.All[0]).ToJsonString(), JoseFeature.All[0]).Result);
        var unknown = JoseKeyFile.Read("""{"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"}"""u8.ToArray(), toSign: false);
        Assert.Equal(ProblemCode.NotImplemented, unknown.Problem?.Code);
    }

    [Fact]
    public async Task The_command_writes_its_answer_to_a_file()
    {
        using var folder = new TemporaryFolder();
        var (input, key, output) = (folder.File("credential.json"), folder.File("key.json"), folder.File("answer.json"));
        await File.WriteAllTextAsync(input, Content(JoseFeature.All[0]).ToJsonString());
        await File.WriteAllTextAsync(key, Method("P-384").ToJsonString());

        var issued = await AppProgram.RunAsync(["jose", "issue", "--input", input, "--key", key, "--feature", "credential_jose", "--output", output]);
        Assert.True(issued.ExitCode == 0, issued.Error);
        var answer = JsonDocument.Parse(await File.ReadAllTextAsync(output)).RootElement;
        Assert.Equal("success", answer.Text("result"));

        await File.WriteAllTextAsync(input, answer.Text("data") + "\n");
        var verified = await AppProgram.RunAsync(["jose", "verify", "--input", input, "--key", key, "--feature", "credential_jose"]);
        Assert.Equal((0, "success"), (verified.ExitCode, JsonDocument.Parse(verified.Output).RootElement.Text("result")));
        var unknown = await AppProgram.RunAsync(["jose", "verify", "--input", input, "--key", key, "--feature", "credential_cose"]);
        Assert.Equal((2, "indeterminate"), (unknown.ExitCode, JsonDocument.Parse(unknown.Output).RootElement.Text("result")));
        var missing = await AppProgram.RunAsync(["jose", "verify", "--input", folder.File("none"), "--key", key, "--feature", "credential_jose"]);
        Assert.Equal((65, "error"), (missing.ExitCode, JsonDocument.Parse(missing.Output).RootElement.Text("result")));
    }

    private static JoseResult Issue(JsonObject method, JsonObject content, JoseFeature feature, SelectivePaths paths)
    {
        using var key = JoseKeyFile.Read(Utf8(method), toSign: true).Value;
        return SecureWithJose.Issue(Utf8(content), key, feature, paths);
    }

    private static JoseResult Verify(JsonObject method, string token, JoseFeature feature)
    {
        using var key = JoseKeyFile.Read(Utf8(method), toSign: false).Value;
        return SecureWithJose.Verify(System.Text.Encoding.UTF8.GetBytes(token), key, feature);
    }

    private static JsonObject Content(JoseFeature feature) => feature.IsPresentation
        ? new JsonObject { ["@context"] = new JsonArray(VcApiCalls.Context), ["type"] = "VerifiablePresentation", ["holder"] = "https://holder.example" }
        : new JsonObject
        {
            ["@context"] = new JsonArray(VcApiCalls.Context),
            ["type"] = new JsonArray("VerifiableCredential"),
            ["issuer"] = "https://issuer.example",
            ["credentialSubject"] = new JsonObject { ["id"] = "did:example:a", ["name"] = "Zoë" },
        };

    private static JsonObject Method(string curve)
    {
        JsonObject jwk;
        if (curve == "Ed25519")
        {
            var key = VcApiCalls.NewKey();
            var seed = Keys.PrivateKey.Parse(key.PrivateKey.ToPkcs8Pem()).Value.ToPkcs8Pem();
            var der = Convert.FromBase64String(string.Concat(seed.Split('\n').Where(line => line.Length > 0 && line[0] != '-')));
            using var json = JsonDocument.Parse(Jwk(key.PrivateKey.PublicKey));
            jwk = JsonObject.Create(json.RootElement.Clone())!;
            jwk["d"] = StrictBase64Url.Encode(der.AsSpan()[16..48]);
        }
        else
        {
            using var key = ECDsa.Create(curve switch { "P-256" => ECCurve.NamedCurves.nistP256, "P-384" => ECCurve.NamedCurves.nistP384, _ => ECCurve.NamedCurves.nistP521 });
            jwk = Jwk(key, curve);
        }

        return Method(jwk);
    }

    private static JsonObject Method(JsonObject jwk)
    {
        jwk["kid"] = "k-1";
        var open = jwk.DeepClone().AsObject();
        open.Remove("d");
        return new JsonObject { ["id"] = "https://issuer.example#k-1", ["type"] = "JsonWebKey", ["publicKeyJwk"] = open, ["secretKeyJwk"] = jwk };
    }

    private static ECDsa PlainKey(out JsonObject method)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        method = Method(Jwk(key, "P-384"));
        return key;
    }

    private static string Sign(ECDsa key, JsonObject header, JsonObject content)
    {
        var signed = $"{StrictBase64Url.Encode(Utf8(header))}.{StrictBase64Url.Encode(Utf8(content))}";
        return $"{signed}.{StrictBase64Url.Encode(key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";
    }

    private static JsonObject Jwk(ECDsa key, string curve)
    {
        var parameters = key.ExportParameters(includePrivateParameters: true);
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = curve,
            ["x"] = StrictBase64Url.Encode(parameters.Q.X),
            ["y"] = StrictBase64Url.Encode(parameters.Q.Y),
            ["d"] = StrictBase64Url.Encode(parameters.D),
        };
    }

    private static ReadOnlyMemory<byte> Jwk(Keys.PublicKey key)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            key.WriteJwk(writer);
        return buffer.WrittenMemory;
    }

    private static JsonElement Header(string token)
    {
        Assert.True(StrictBase64Url.TryDecode(token.Split('.')[0], out var header));
        return JsonDocument.Parse(header).RootElement;
    }

    private static byte[] Utf8(JsonObject json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
}
