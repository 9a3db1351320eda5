using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Tests.Vectors;

/// <summary>The test vectors of Data Integrity EdDSA and ECDSA Cryptosuites 1.0, appendix A.</summary>
public class DataIntegrityVectors
{
    private const string DidKey = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

    [VectorTheory]
    [InlineData("vc-di-eddsa", "eddsa-jcs-2022", "JCS", "JCS")]
    [InlineData("vc-di-ecdsa", "ecdsa-jcs-2019-p256", "JCSECDSAP256", "JCSECDSAP256")]
    [InlineData("vc-di-ecdsa", "ecdsa-jcs-2019-p384", "JCSECDSAP384", "JCSECDSAP384")]
    public void Canonical_forms_and_hashes_are_those_of_the_specification(string suite, string folder, string suffix, string signedSuffix)
    {
        using var signed = Parse(VectorFolder.Bytes(suite, folder, $"signed{signedSuffix}.json"));
        using var unsigned = Parse(VectorFolder.Bytes(suite, "unsigned.json"));
        using var proof = Parse(VectorFolder.Bytes(suite, folder, $"proofConfig{suffix}.json"));

        byte[] canonical = CanonicalJson.Serialize(unsigned.RootElement);
        byte[] canonicalProof = CanonicalJson.Serialize(proof.RootElement);

        Assert.Equal(VectorFolder.Text(suite, folder, $"canonDoc{suffix}.txt"), Utf8(canonical));
        Assert.Equal(VectorFolder.Text(suite, folder, $"proofCanon{suffix}.txt"), Utf8(canonicalProof));
        Assert.Equal(VectorFolder.Text(suite, folder, $"docHash{suffix}.txt"), Hash(canonical, suffix));
        Assert.Equal(VectorFolder.Text(suite, folder, $"proofHash{suffix}.txt"), Hash(canonicalProof, suffix));
        Assert.Equal(VectorFolder.Text(suite, folder, $"combinedHash{suffix}.txt"), Hash(canonicalProof, suffix) + Hash(canonical, suffix));
    }

    [VectorTheory]
    [InlineData("vc-di-eddsa", "eddsa-jcs-2022", "signedJCS.json", true)]
    [InlineData("vc-di-ecdsa", "ecdsa-jcs-2019-p256", "signedJCSECDSAP256.json", true)]
    [InlineData("vc-di-ecdsa", "ecdsa-jcs-2019-p384", "signedJCSECDSAP384.json", true)]
    public void The_signed_credential_verifies_with_the_key_its_method_names(string suite, string folder, string file, bool expected)
    {
        using var signed = Parse(VectorFolder.Bytes(suite, folder, file));
        var proof = Assert.Single(DataIntegrityProof.Read(signed.RootElement).Value);
        Assert.True(Did.TryParseKeyUrl(proof.VerificationMethod, out var did));
        var method = DidDocument.FromIdentifier(did).Value.FindAssertionMethod(proof.VerificationMethod);

        Assert.Equal(expected, proof.Verify(method!.Key));
    }

    [VectorFact]
    public void Signing_the_specifications_document_gives_the_specifications_signature()
    {
        string secret = JsonDocument.Parse(VectorFolder.Bytes("vc-di-eddsa", "keyPair.json")).RootElement.GetProperty("privateKeyMultibase").GetString()!;
        Assert.True(Multibase.TryDecode(secret, out byte[] prefixed));
        using var key = Ed25519PrivateKey.FromSeed(prefixed.AsSpan(2));
        using var unsigned = Parse(VectorFolder.Bytes("vc-di-eddsa", "unsigned.json"));
        string method = $"{DidKey}#{DidKey["did:key:".Length..]}";

        byte[] secured = DataIntegrityProof.Add(unsigned.RootElement, new SigningKey(method, key), new DateTimeOffset(2023, 2, 24, 23, 36, 38, TimeSpan.Zero));

        using var ours = Parse(secured);
        using var theirs = Parse(VectorFolder.Bytes("vc-di-eddsa", "eddsa-jcs-2022", "signedJCS.json"));
        Assert.True(JsonElement.DeepEquals(theirs.RootElement, ours.RootElement));
        Assert.True(Multibase.TryDecode(ours.RootElement.GetProperty("proof").GetProperty("proofValue").GetString()!, out byte[] signature));
        Assert.Equal(VectorFolder.Text("vc-di-eddsa", "eddsa-jcs-2022", "sigHexJCS.txt"), Convert.ToHexStringLower(signature));
    }

    [VectorTheory]
    [InlineData("vc-di-eddsa/eddsa-rdfc-2022/signedDataInt.json", "cryptosuite")]
    [InlineData("vc-di-eddsa/Ed25519Signature2020/signedEdSig.json", "type")]
    [InlineData("vc-di-eddsa/proof-set-chain/signedProofChain1.json", "cryptosuite")]
    public void Suites_that_are_not_understood_are_refused_by_name(string file, string reason)
    {
        using var signed = Parse(VectorFolder.Bytes(file.Split('/')));

        var problem = DataIntegrityProof.Read(signed.RootElement).Problem!;

        Assert.Equal(ProblemCode.NotACredential, problem.Code);
        Assert.Contains(reason, problem.Detail, StringComparison.Ordinal);
    }

    private static JsonDocument Parse(byte[] json) => StrictJson.Parse(json).Value;

    private static string Utf8(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    private static string Hash(byte[] bytes, string suffix) =>
        Convert.ToHexStringLower(suffix.EndsWith("P384", StringComparison.Ordinal) ? SHA384.HashData(bytes) : SHA256.HashData(bytes));
}
