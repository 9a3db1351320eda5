using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.LinkedData;
using Credentials.Signing;

namespace Credentials.Tests.Vectors;

/// <summary>The vectors of Data Integrity EdDSA and ECDSA Cryptosuites 1.0, appendix A, for the suites that sign RDF: every step of each.</summary>
public class RdfcProofVectors
{
    // The examples about employment use a context that is published as a draft and not bundled; it lies beside the tests.
    private static readonly JsonLdContexts Contexts =
        JsonLdContexts.Bundled.With("https://w3id.org/citizenship/v4rc1", RepositoryFiles.Read("tests", "Credentials.Tests", "Vectors", "citizenship-v4rc1.jsonld")).Value;

    [VectorTheory]
    [InlineData("vc-di-eddsa", "eddsa-rdfc-2022", "DataInt")]
    [InlineData("vc-di-eddsa", "eddsa-rdfc-2022/employ", "DataInt")]
    [InlineData("vc-di-eddsa", "Ed25519Signature2020", "EdSig")]
    [InlineData("vc-di-ecdsa", "ecdsa-rdfc-2019-p256", "ECDSAP256")]
    [InlineData("vc-di-ecdsa", "ecdsa-rdfc-2019-p256/employ", "ECDSAP256")]
    [InlineData("vc-di-ecdsa", "ecdsa-rdfc-2019-p384", "ECDSAP384")]
    [InlineData("vc-di-ecdsa", "ecdsa-rdfc-2019-p384/employ", "ECDSAP384")]
    public void Canonical_forms_hashes_and_signature_are_those_of_the_specification(string suite, string folder, string suffix)
    {
        var signed = Parse(VectorFolder.Bytes(suite, folder, $"signed{suffix}.json"));
        var unsigned = JsonNode.Parse(signed.GetRawText())!.AsObject();
        unsigned.Remove("proof");
        byte[] document = Canonical(Parse(System.Text.Encoding.UTF8.GetBytes(unsigned.ToJsonString())), suffix);
        byte[] options = Canonical(Parse(VectorFolder.Bytes(suite, folder, $"proofConfig{suffix}.json")), suffix);

        Assert.Equal(VectorFolder.Text(suite, folder, $"canonDoc{suffix}.txt"), Utf8(document));
        Assert.Equal(VectorFolder.Text(suite, folder, $"proofCanon{suffix}.txt"), Utf8(options));
        Assert.Equal(VectorFolder.Text(suite, folder, $"docHash{suffix}.txt"), Hash(document, suffix));
        Assert.Equal(VectorFolder.Text(suite, folder, $"proofHash{suffix}.txt"), Hash(options, suffix));
        Assert.Equal(VectorFolder.Text(suite, folder, $"combinedHash{suffix}.txt"), Hash(options, suffix) + Hash(document, suffix));

        var proof = Assert.Single(DataIntegrityProof.Read(signed, Contexts).Value);
        Assert.Equal(VectorFolder.Text(suite, folder, $"sigBTC58{suffix}.txt"), signed.GetProperty("proof").GetProperty("proofValue").GetString());
        Assert.True(proof.Check(KeyOf(proof)).Value);
    }

    [VectorFact]
    public void Without_its_context_a_document_is_not_decided()
    {
        var proof = Assert.Single(DataIntegrityProof.Read(Parse(VectorFolder.Bytes("vc-di-eddsa", "eddsa-rdfc-2022/employ", "signedDataInt.json"))).Value);

        Assert.Equal(ProblemCode.Unavailable, proof.Check(KeyOf(proof)).Problem!.Code);
    }

    [VectorTheory]
    [InlineData("signedProofSet1.json", 1)]
    [InlineData("signedProofSet2.json", 2)]
    [InlineData("signedProofChain1.json", 3)]
    [InlineData("signedProofChain2.json", 4)]
    public void Every_proof_of_a_set_and_of_a_chain_verifies(string file, int count)
    {
        var proofs = DataIntegrityProof.Read(Parse(VectorFolder.Bytes("vc-di-eddsa", "proof-set-chain", file))).Value;

        Assert.Equal(count, proofs.Count);
        Assert.All(proofs, proof => Assert.True(proof.Check(KeyOf(proof)).Value));
    }

    [VectorFact]
    public void A_link_of_a_chain_fails_where_a_proof_before_it_was_exchanged_or_taken_away()
    {
        var chain = JsonNode.Parse(VectorFolder.Bytes("vc-di-eddsa", "proof-set-chain", "signedProofChain1.json"))!.AsObject();
        var proofs = chain["proof"]!.AsArray();
        proofs[0]!["created"] = "2023-02-24T23:36:39Z";

        var read = DataIntegrityProof.Read(Parse(System.Text.Encoding.UTF8.GetBytes(chain.ToJsonString()))).Value;

        Assert.Equal([false, true, false], read.Select(proof => proof.Check(KeyOf(proof)).Value));
        proofs.RemoveAt(0);
        Assert.Equal(ProblemCode.NotACredential, DataIntegrityProof.Read(Parse(System.Text.Encoding.UTF8.GetBytes(chain.ToJsonString()))).Problem!.Code);
    }

    [VectorFact]
    public void Signing_the_specifications_document_gives_the_specifications_signature()
    {
        var keys = Parse(VectorFolder.Bytes("vc-di-eddsa", "keyPair.json"));
        Assert.True(Multibase.TryDecode(keys.GetProperty("privateKeyMultibase").GetString()!, out byte[] prefixed));
        using var key = Ed25519PrivateKey.FromSeed(prefixed.AsSpan(2));
        string id = keys.GetProperty("publicKeyMultibase").GetString()!;

        byte[] secured = DataIntegrityProof.Add(
            Parse(VectorFolder.Bytes("vc-di-eddsa", "unsigned.json")), new SigningKey($"did:key:{id}#{id}", key),
            new DateTimeOffset(2023, 2, 24, 23, 36, 38, TimeSpan.Zero), form: ProofForm.Rdfc);

        Assert.True(JsonElement.DeepEquals(Parse(VectorFolder.Bytes("vc-di-eddsa", "eddsa-rdfc-2022", "signedDataInt.json")), Parse(secured)));
    }

    private static byte[] Canonical(JsonElement document, string suffix)
    {
        var quads = JsonLdDocument.ToRdf(document, Contexts, JsonLdOptions.Default).Value;
        return Rdfc10.Canonicalize(quads, suffix.EndsWith("P384", StringComparison.Ordinal) ? RdfcHash.Sha384 : RdfcHash.Sha256).Value.NQuads;
    }

    private static PublicKey KeyOf(DataIntegrityProof proof)
    {
        Assert.True(Did.TryParseKeyUrl(proof.VerificationMethod, out var did));
        return DidDocument.FromIdentifier(did).Value.FindAssertionMethod(proof.VerificationMethod)!.Key;
    }

    private static JsonElement Parse(byte[] json) => StrictJson.ParseElement(json).Value;

    private static string Utf8(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    private static string Hash(byte[] bytes, string suffix) =>
        Convert.ToHexStringLower(suffix.EndsWith("P384", StringComparison.Ordinal) ? SHA384.HashData(bytes) : SHA256.HashData(bytes));
}
