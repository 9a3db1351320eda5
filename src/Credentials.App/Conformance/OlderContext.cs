using System.Text.Json.Nodes;

namespace Credentials.App.Conformance;

/// <summary>The context of VC Data Model 1.1, which has no words for a Data Integrity proof.</summary>
internal static class OlderContext
{
    private const string Version1 = "https://www.w3.org/2018/credentials/v1";
    private const string DataIntegrity = "https://w3id.org/security/data-integrity/v2";

    /// <summary>
    /// Appends the context of Data Integrity to a credential of 1.1 that has it not (Data Integrity 1.0 section 2.4.1, context injection). False, and nothing
    /// is changed, where the credential is none of 1.1.
    /// </summary>
    public static bool Complete(JsonObject credential)
    {
        JsonArray contexts = credential["@context"] is JsonArray several ? several.DeepClone().AsArray() : [credential["@context"]?.DeepClone()];
        if (contexts.Count == 0 || !Is(contexts[0], Version1))
            return false;
        if (!contexts.Any(one => Is(one, DataIntegrity)))
            contexts.Add(DataIntegrity);
        credential["@context"] = contexts;
        return true;
    }

    private static bool Is(JsonNode? node, string url) => node is JsonValue value && value.TryGetValue<string>(out var text) && text == url;
}
