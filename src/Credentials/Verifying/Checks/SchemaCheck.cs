using System.Text.Json;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// <c>credentialSchema</c> (VC Data Model 2.0 section 4.11). A schema lies at a stranger's address and may change after signing, so none is fetched:
/// what this verifier does not hold is undetermined.
/// </summary>
internal static class SchemaCheck
{
    public static VerificationCheck Run(CredentialMembers members)
    {
        var schema = members.Schema;
        if (schema.ValueKind == JsonValueKind.Undefined)
            return Reasons.NoSchema;
        if (schema.ValueKind != JsonValueKind.Array)
            return IsWellFormed(schema) ? Reasons.SchemaNotAvailable : Reasons.SchemaMalformed;
        foreach (var one in schema.EnumerateArray())
            if (!IsWellFormed(one))
                return Reasons.SchemaMalformed;
        return schema.GetArrayLength() == 0 ? Reasons.NoSchema : Reasons.SchemaNotAvailable;
    }

    private static bool IsWellFormed(JsonElement schema) =>
        JsonReading.TextOf(schema, "id"u8) is { } id && Uri.TryCreate(id, UriKind.Absolute, out _) && JsonReading.TextOf(schema, "type"u8) is not null;
}
