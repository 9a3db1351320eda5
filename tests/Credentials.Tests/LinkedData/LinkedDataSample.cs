using Credentials.Encoding;
using Credentials.LinkedData;

namespace Credentials.Tests.LinkedData;

internal static class LinkedDataSample
{
    public const string V2 = "https://www.w3.org/ns/credentials/v2";

    public static Result<List<RdfQuad>> ToRdf(string json, JsonLdOptions? options = null, JsonLdContexts? contexts = null) =>
        JsonLdDocument.ToRdf(StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(json)).Value, contexts ?? JsonLdContexts.Bundled, options ?? JsonLdOptions.Default);

    /// <summary>A credential with this inside its outermost object.</summary>
    public static string Credential(string members, string contexts = "") => $$"""
        {"@context":["{{V2}}"{{contexts}}],"id":"urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33","type":["VerifiableCredential"],
         "issuer":"did:example:1","credentialSubject":{"id":"did:example:2"}{{members}}}
        """;
}
