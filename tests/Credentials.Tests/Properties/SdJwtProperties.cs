using Credentials.Encoding;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.StatusLists;
using Credentials.Tests.SdJwts;
using Credentials.WalletProfiles;

namespace Credentials.Tests.Properties;

/// <summary>Whatever comes in, the readers of SD-JWTs, status list tokens and their documents answer; they never throw.</summary>
public class SdJwtProperties
{
    private static readonly Uri PublicUrl = new("https://credentials.example");

    private static readonly byte[] Metadata = WalletProfile.MicroCredential.MetadataFor(PublicUrl)!.ToUtf8();

    private static readonly TypeMetadata Type = TypeMetadata.Parse(Metadata, WalletProfile.MicroCredential.TypeFor(PublicUrl), null).Value;

    private static readonly string[] Payloads =
    [
        """{"vct":"a","iss":"https://issuer.example","exp":1883000000,"cnf":{"jwk":{"kty":"EC","crv":"P-256"}},"_sd":["x","y"],"a":[{"...":"z"},1],"_sd_alg":"sha-256","status":{"status_list":{"idx":1,"uri":"urn:a:b"}}}""",
        """{"sub":"https://issuer.example/1","iat":1686920170,"exp":2291720170,"ttl":43200,"status_list":{"bits":1,"lst":"eNrbuRgAAhcBXQ"}}""",
        """{"issuer":"https://example.com","jwks":{"keys":[{"kid":"1","kty":"EC","crv":"P-256","x":"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ","y":"Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8"}]}}""",
        """{"vct":"a","extends":"b","display":[{"locale":"en","name":"x"}],"claims":[{"path":["a",null,1],"sd":"always","mandatory":true,"svg_id":"x","display":[{"locale":"en","label":"x"}]}]}""",
        """["salt","name",{"_sd":["x"],"a":[{"...":"y"}]}]""",
    ];

    [Fact]
    public void Damaged_presentations_are_answered()
    {
        var random = new RandomJson(21);
        foreach (var name in (string[])["5.2 presentation", "A.1 presentation", "A.4 presentation"])
        {
            var bytes = System.Text.Encoding.ASCII.GetBytes(RfcExamples.Text(name));
            for (var i = 0; i < 500; i++)
                Feed(random.Damage(bytes));
        }
    }

    [Fact]
    public void Damaged_content_under_a_right_signature_is_answered()
    {
        var random = new RandomJson(22);
        foreach (var payload in Payloads)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(payload);
            for (var i = 0; i < 300; i++)
                FeedSigned(System.Text.Encoding.UTF8.GetString(random.Damage(bytes)));
        }
    }

    [Fact]
    public void Random_content_under_a_right_signature_is_answered()
    {
        var random = new RandomJson(23);
        for (var i = 0; i < 300; i++)
            FeedSigned(random.Value());
        for (var i = 0; i < 500; i++)
            Feed(random.Bytes(300));
    }

    private static void FeedSigned(string content)
    {
        var disclosure = Forged.Disclosure(content);
        foreach (var type in (string[])[SdJwtVc.HeaderType, StatusListToken.Type])
            Feed(System.Text.Encoding.ASCII.GetBytes(Forged.Token(content, type)));
        Feed(System.Text.Encoding.ASCII.GetBytes(Forged.Token(content, SdJwtVc.HeaderType) + "~"));
        Feed(System.Text.Encoding.ASCII.GetBytes(
            Forged.Token($$$"""{"vct":"a","_sd":["{{{Forged.Digest(disclosure)}}}"]}""", SdJwtVc.HeaderType) + "~" + disclosure + "~" + Forged.Token(content, "kb+jwt")));
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        TypeMetadata.Parse(bytes, "a", content);
        new TypeMetadataChain("a", null).Add(bytes);
        if (!StrictJson.ParseElement(bytes).TryGet(out var json, out _))
            return;
        JwtVcIssuerMetadata.Parse(json, "https://example.com");
        IssuerKeySet.Parse(json);
        ClaimPath.Parse(json);
        TokenStatusReference.Parse(json);
        CertificateChain.Read(json).Then(chain => chain.Validate([], null, DateTimeOffset.UnixEpoch));
    }

    private static void Feed(byte[] bytes)
    {
        StatusListToken.Parse(bytes);
        if (!SdJwt.Parse(bytes).TryGet(out var sdJwt, out _))
            return;
        sdJwt.Verify(RfcExamples.IssuerKey);
        sdJwt.CheckKeyBinding(new KeyBindingExpectation(RfcExamples.Audience, RfcExamples.Nonce, DateTimeOffset.UnixEpoch));
        Assert.True(SdJwt.Parse(sdJwt.Present(_ => true)).IsSuccess);
        Assert.True(SdJwt.Parse(sdJwt.Present()).IsSuccess);
        if (!SdJwtVc.Read(sdJwt).TryGet(out var credential, out _))
            return;
        credential.FindKeySource();
        ClaimMetadataCheck.Run(credential, Type, isComplete: true);
    }
}
