using System.Text.Json;

namespace Credentials.Presentations;

/// <summary>
/// Writes a question as a DCQL query (OpenID4VP 1.0 section 6): one credential, in whichever of four forms the wallet has it. Wallets follow
/// <c>values</c> as far as they can, and may not be trusted to (section 6.4.1): the answer is held against the question again.
/// </summary>
public static class DcqlQuery
{
    /// <param name="writer">Where one JSON object is written.</param>
    /// <param name="ask">The question.</param>
    /// <param name="publicUrl">The address of the installation whose type of micro-credential is asked for, where no certain micro-credential is.</param>
    public static void Write(Utf8JsonWriter writer, PresentationAsk ask, Uri publicUrl)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(publicUrl);
        writer.WriteStartObject();
        writer.WriteStartArray("credentials"u8);
        foreach (var query in CredentialQuery.All)
            WriteOne(writer, query, ask, publicUrl);
        writer.WriteEndArray();
        writer.WriteStartArray("credential_sets"u8);
        writer.WriteStartObject();
        writer.WriteStartArray("options"u8);
        foreach (var query in CredentialQuery.All)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(query.Id);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteOne(Utf8JsonWriter writer, CredentialQuery query, PresentationAsk ask, Uri publicUrl)
    {
        var needs = query.NeedsOf(ask).ToArray();
        var claims = needs.SelectMany(ways => ways).SelectMany(way => way).DistinctBy(claim => claim.Path).ToArray();
        var hasChoice = needs.Any(ways => ways.Count > 1);
        writer.WriteStartObject();
        writer.WriteString("id"u8, query.Id);
        writer.WriteString("format"u8, query.Format);
        query.WriteMeta(writer, ask, publicUrl);
        if (claims.Length > 0)
        {
            writer.WriteStartArray("claims"u8);
            foreach (var claim in claims)
                claim.Write(writer, hasChoice);
            writer.WriteEndArray();
        }

        if (claims.Length > 0 && hasChoice)
            WriteSets(writer, needs);
        writer.WriteEndObject();
    }

    private static void WriteSets(Utf8JsonWriter writer, IReadOnlyList<IReadOnlyList<IReadOnlyList<ClaimQuery>>> needs)
    {
        // Every way of one need with every way of the others; the earlier a way stands, the rather it is wanted.
        IEnumerable<IEnumerable<ClaimQuery>> sets = [[]];
        foreach (var ways in needs)
            sets = sets.SelectMany(set => ways.Select(set.Concat)).ToArray();
        writer.WriteStartArray("claim_sets"u8);
        foreach (var set in sets)
        {
            writer.WriteStartArray();
            foreach (var claim in set.DistinctBy(claim => claim.Path))
                writer.WriteStringValue(claim.Id);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
