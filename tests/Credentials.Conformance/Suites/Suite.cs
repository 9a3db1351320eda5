namespace Credentials.Conformance.Suites;

/// <summary>Published cases, or MUSTs of a specification, and the tests that hold the product against them.</summary>
/// <param name="Name">As its publisher names it.</param>
/// <param name="Version">Of the specification, with its date.</param>
/// <param name="Tests">The beginning of the full names of its tests.</param>
/// <param name="Case">Where several suites share tests: what stands in the name of a case of this one.</param>
/// <param name="Remark">What is left out, and why.</param>
internal sealed record Suite(string Name, string Version, string Tests, string? Case = null, string Remark = "")
{
    private const string Library = "Credentials.Tests.";
    private const string Services = "Credentials.Services.Tests.";

    public static IReadOnlyList<Suite> All { get; } =
    [
        new("JSON-LD API test suite, expand", "JSON-LD 1.1 API, Recommendation of 2020-07-16", Library + "LinkedData.JsonLdApiVectors.", "\"expand#"),
        new("JSON-LD API test suite, toRdf", "JSON-LD 1.1 API, Recommendation of 2020-07-16", Library + "LinkedData.JsonLdApiVectors.", "\"toRdf#"),
        new("RDF Dataset Canonicalization test suite", "RDFC-1.0, Recommendation of 2024-05-21", Library + "Vectors.RdfCanonVectors.Every_case"),
        new(
            "Data Integrity test vectors, RDF: EdDSA, ECDSA, Ed25519Signature2020, sets, chains", "EdDSA and ECDSA Cryptosuites 1.0, Recommendations of 2025-05-15",
            Library + "Vectors.RdfcProofVectors.",
            Remark: "`ecdsa-sd-2023`"),
        new("Data Integrity test vectors, JCS", "EdDSA and ECDSA Cryptosuites 1.0, Recommendations of 2025-05-15", Library + "Vectors.DataIntegrityVectors."),
        new("Wycheproof: Ed25519 (two libraries), ECDSA P-256, JSON Web Signature", "schema version 1", Library + "Vectors.WycheproofVectors."),
        new("JSON Canonicalization Scheme", "RFC 8785 of 2020-06", Library + "Vectors.CanonicalJsonVectors."),
        new("multibase", "of the multiformats project", Library + "Vectors.MultibaseVectors."),
        new("Token Status List examples", "draft-ietf-oauth-status-list-20 of 2026-04", Library + "Vectors.TokenStatusListVectors."),
        new("VC Data Model: our cases of its rules", "2.0, Recommendation of 2025-05-15", Library + "Verifying.DataModelRuleTests."),
        new("VC-API, conformance profile, DID resolution: our cases of the MUSTs", "`MustTableTests` names each", Services + "VcApi."),
        new("VC-JOSE-COSE: our cases of the MUSTs", "Recommendation of 2025-05-15", Services + "CommandLine.JoseCommandTests.", Remark: "COSE"),
        new("`@digitalbazaar/vc` checks ours and we check theirs", "7.3.0 with its cryptosuites", Services + "Peers."),
    ];

    public bool Has(TestOutcome test) => test.Name.StartsWith(Tests, StringComparison.Ordinal) && (Case is null || test.Name.Contains(Case, StringComparison.Ordinal));
}
