using System.Text.Json;
using Credentials.LinkedData;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// <c>credentialSchema</c> (VC Data Model 2.0 section 4.11) of the types <c>JsonSchema</c> (VC JSON Schema section 2.1) and
/// <c>1EdTechJsonSchemaValidator2019</c>. Every schema counts; one that cannot be had or used leaves undetermined whether the credential is as it says.
/// </summary>
internal static class SchemaCheck
{
    /// <summary>Schemas of one credential that are held against it; more are not asked for.</summary>
    internal const int Most = 4;

    /// <param name="members">Of the credential.</param>
    /// <param name="facts">The schemas that could be had are among them.</param>
    /// <param name="work">Shared by all that is checked at one time; once it is used up nothing can be said.</param>
    public static VerificationCheck Run(CredentialMembers members, VerificationFacts facts, WorkAllowance work)
    {
        var schemas = members.Schema;
        if (schemas.ValueKind == JsonValueKind.Undefined)
            return Reasons.NoSchema;
        if (!IsWellFormed(members))
            return Reasons.SchemaMalformed;
        var worst = Reasons.AsSchemaSays;
        var count = 0;
        foreach (var one in JsonReading.Each(schemas))
        {
            var finding = ++count > Most ? Reasons.SchemaNotAvailable.Because($"more than {Most} schemas") : RunOn(one, members, facts, work);
            if (finding.Outcome == CheckOutcome.Failed)
                return finding;
            if (finding.Outcome == CheckOutcome.Undetermined)
                worst = finding;
            if (count > Most)
                break;
        }

        return worst;
    }

    /// <summary>Whether each schema that is named has what an entry must have.</summary>
    internal static bool IsWellFormed(CredentialMembers members)
    {
        foreach (var one in JsonReading.Each(members.Schema))
            if (!IsWellFormed(one))
                return false;
        return members.Schema.ValueKind == JsonValueKind.Undefined || JsonReading.Count(members.Schema) > 0;
    }

    internal static bool IsKnownType(JsonElement schema) =>
        JsonReading.MemberOf(schema, "type"u8) is var type
        && (JsonReading.HasText(type, "JsonSchema"u8) || JsonReading.HasText(type, "1EdTechJsonSchemaValidator2019"u8));

    private static bool IsWellFormed(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && UrlText.IsUrl(JsonReading.MemberOf(schema, "id"u8))
        && TypeValues.IsWellFormed(JsonReading.MemberOf(schema, "type"u8)) && RelatedResources.Digests(schema) is not null;

    private static VerificationCheck RunOn(JsonElement schema, CredentialMembers members, VerificationFacts facts, WorkAllowance work)
    {
        if (!IsKnownType(schema))
            return Reasons.UnknownSchemaType;
        var id = JsonReading.TextOf(schema, "id"u8)!;
        if (facts.Documents.GetValueOrDefault(id) is not { } gathered)
            return Reasons.SchemaNotAvailable.Because(id);
        if (gathered is not Gathered<NamedDocument>.Found { Value: var document })
            return Reasons.SchemaNotAvailable.Because(gathered.WhyNot());
        if (!RelatedResources.Matches(schema, document))
            return Reasons.SchemaAltered.Because(id);
        if (!document.Schema.TryGet(out var read, out var problem))
            return Reasons.SchemaUnusable.Because(problem.Detail);
        if (!read.TryValidate(members.Json, work, out var errors))
            return Reasons.SchemaUnusable.Because(errors[0].Detail);
        return errors.Count == 0 ? Reasons.AsSchemaSays : Reasons.NotAsSchemaSays.Because($"{id}: {errors[0].Pointer}");
    }
}
