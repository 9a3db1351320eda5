using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Schemas;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

public class VerificationReceiptTests
{
    private static readonly JsonSchema Schema = JsonSchema.Read(JsonElement.Parse(RepositoryFiles.Read("schemas", "verification-receipt.schema.json"))).Value;
    private static readonly Did Verifier = DidWeb.Build(new Uri("https://verifier.example"), "");
    private static readonly byte[] Presented = "what was handed in"u8.ToArray();

    [Theory]
    [InlineData(KeyAlgorithm.P256)]
    [InlineData(KeyAlgorithm.Ed25519)]
    public void What_was_signed_is_genuine_and_says_what_was_checked(KeyAlgorithm algorithm)
    {
        using var key = PrivateKey.Generate(algorithm);
        var report = new Scenario(CredentialForm.VcJwt).Verify();

        var json = Sign(report, key);
        var receipt = VerificationReceipt.Parse(json).Value;

        Assert.Empty(Schema.Validate(JsonElement.Parse(json)));
        Assert.True(VerificationReceipt.IsOne(json));
        Assert.Equal(ReceiptFinding.Genuine, receipt.Check(DocumentOf(key)));
        Assert.Equal(Verdict.Valid, receipt.Report.Verdict);
        Assert.Equal(report.VerifiedAt, receipt.Report.VerifiedAt);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Presented)), receipt.PresentedSha256);
        // 131,072 entries, none of them set.
        var digest = Convert.ToHexStringLower(SHA256.HashData(new byte[16_384]));
        Assert.Equal([new(Scenario.ListUrl, digest), new(Scenario.SuspensionUrl, digest)], receipt.Consulted);
    }

    [Fact]
    public void A_list_that_could_not_be_had_is_not_among_those_that_answered()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Lists[Scenario.ListUrl] = new Gathered<PublishedStatusList>.Unreachable("gone");

        var receipt = VerificationReceipt.Parse(Sign(scenario.Verify(), key)).Value;

        Assert.Equal(Verdict.Undetermined, receipt.Report.Verdict);
        Assert.Equal(Scenario.SuspensionUrl, Assert.Single(receipt.Consulted).Url);
    }

    [Fact]
    public void One_changed_letter_anywhere_is_never_genuine()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        var json = Sign(new Scenario(CredentialForm.VcJwt).Verify(), key);
        for (var index = 0; index < json.Length; index++)
        {
            if (!char.IsAsciiLetterOrDigit((char)json[index]))
                continue;
            var changed = (byte[])json.Clone();
            changed[index] = changed[index] == (byte)'a' ? (byte)'b' : (byte)'a';
            if (VerificationReceipt.Parse(changed).TryGet(out var receipt, out _))
                Assert.True(receipt.Check(DocumentOf(key)) != ReceiptFinding.Genuine, $"byte {index}");
        }
    }

    [Fact]
    public void Another_s_key_and_another_s_purpose_are_never_genuine()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        using var other = PrivateKey.Generate(KeyAlgorithm.P256);
        var report = new Scenario(CredentialForm.VcJwt).Verify();
        var receipt = VerificationReceipt.Parse(Sign(report, key)).Value;
        var byStranger = VerificationReceipt.Parse(new ReceiptSigner(Verifier, "did:web:stranger.example#1", key).Sign(Guid.NewGuid(), report, Presented)).Value;

        Assert.Equal(ReceiptFinding.Altered, receipt.Check(DocumentOf(other)));
        Assert.Equal(ReceiptFinding.Altered, byStranger.Check(DocumentOf(key)));
        Assert.Equal(ReceiptFinding.KeyUnknown, receipt.Check(new Gathered<DidDocument>.Found(new(Verifier, [], [MethodOf(key)]))));
        Assert.Equal(ReceiptFinding.VerifierUnreachable, receipt.Check(new Gathered<DidDocument>.Unreachable("gone")));
        Assert.Equal(ReceiptFinding.VerifierUnreachable, receipt.Check(new Gathered<DidDocument>.Found(Scenario.DocumentOf(Scenario.Did, Scenario.Key))));
    }

    [Fact]
    public void What_contradicts_itself_is_no_receipt()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        var node = JsonNode.Parse(Sign(new Scenario(CredentialForm.VcJwt).Verify(), key))!.AsObject();
        foreach (var member in node.Select(one => one.Key).ToList())
        {
            var without = node.DeepClone().AsObject();
            without.Remove(member);
            Assert.Equal(ProblemCode.InvalidInput, VerificationReceipt.Parse(Utf8(without)).Problem?.Code);
        }

        node["report"]!["verdict"] = "invalid";
        Assert.Equal(ProblemCode.InvalidInput, VerificationReceipt.Parse(Utf8(node)).Problem?.Code);
    }

    private static byte[] Utf8(JsonNode node) => System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());

    private static byte[] Sign(VerificationReport report, PrivateKey key) =>
        new ReceiptSigner(Verifier, MethodOf(key).Id, key).Sign(Guid.NewGuid(), report, Presented);

    private static VerificationMethod MethodOf(PrivateKey key) => new(Verifier.Value + "#key-1", Verifier.Value, key.PublicKey);

    private static Gathered<DidDocument> DocumentOf(PrivateKey key) => new Gathered<DidDocument>.Found(new(Verifier, [MethodOf(key)], []));
}
