using System.Text.Encodings.Web;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.SdJwts;

/// <summary>
/// Puts disclosures into the place of their digests (RFC 9901 section 7.1 step 3) and refuses whatever would let two readers see different claims.
/// Each disclosure is used once at most, so that the result is never larger than what was handed in.
/// </summary>
internal sealed class PayloadProcessing(IReadOnlyList<Disclosure> disclosures)
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = StrictJson.MaxDepth };
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, Disclosure> _byDigest = new(disclosures.Count, StringComparer.Ordinal);
    private readonly HashSet<string> _digests = new(StringComparer.Ordinal);
    private readonly List<ClaimStep> _steps = [];

    /// <summary>The disclosures in the order of their places.</summary>
    public List<DisclosedClaim> Disclosed { get; } = new(disclosures.Count);

    /// <param name="payload">The signed claims, an object.</param>
    public Result<JsonElement> Run(JsonElement payload)
    {
        foreach (var disclosure in disclosures)
            if (!_byDigest.TryAdd(disclosure.Digest, disclosure))
                return Refused("a disclosure stands twice");
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            if (WriteObject(payload, writer) is { } fault)
                return Refused(fault);
        }

        if (Disclosed.Count != disclosures.Count)
            return Refused("no digest refers to a disclosure");
        // Put together from parts that were read strictly, with names that were compared: there is nothing left to look for.
        return JsonElement.Parse(buffer.Written, Bounded);
    }

    private string? WriteValue(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when writer.CurrentDepth >= StrictJson.MaxDepth:
                return $"the claims are nested more than {StrictJson.MaxDepth} levels deep";
            case JsonValueKind.Object:
                return WriteObject(value, writer);
            case JsonValueKind.Array:
                return WriteArray(value, writer);
            default:
                value.WriteTo(writer);
                return null;
        }
    }

    private string? WriteObject(JsonElement value, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        JsonElement digests = default;
        var isTop = writer.CurrentDepth == 1;
        foreach (var member in value.EnumerateObject())
        {
            if (member.NameEquals("_sd"u8))
            {
                digests = member.Value;
                if (digests.ValueKind != JsonValueKind.Array)
                    return "_sd is not an array";
            }
            else if (member.NameEquals("..."u8))
            {
                return "a claim is named with three dots";
            }
            else if (!member.NameEquals("_sd_alg"u8))
            {
                writer.WritePropertyName(member.Name);
                _steps.Add(ClaimStep.Member(member.Name));
                if (WriteValue(member.Value, writer) is { } fault)
                    return fault;
                _steps.RemoveAt(_steps.Count - 1);
            }
            else if (!isTop)
            {
                return "_sd_alg stands below the top level";
            }
        }

        if (digests.ValueKind == JsonValueKind.Array && WriteDisclosed(value, digests, writer) is { } problem)
            return problem;
        writer.WriteEndObject();
        return null;
    }

    private string? WriteDisclosed(JsonElement parent, JsonElement digests, Utf8JsonWriter writer)
    {
        HashSet<string>? names = null;
        foreach (var element in digests.EnumerateArray())
        {
            if (Find(element, out var disclosure) is { } fault)
                return fault;
            if (disclosure is null)
                continue;
            if (disclosure.Name is not { } name)
                return "a disclosure of an array element stands for a member";
            // One set for all of a level: looking each name up in the object would let a stranger's large object cost seconds.
            names ??= new(parent.EnumerateObject().Select(member => member.Name), StringComparer.Ordinal);
            if (!names.Add(name))
                return "a disclosure overwrites a claim on its level";
            writer.WritePropertyName(name);
            if (WriteFrom(disclosure, ClaimStep.Member(name), writer) is { } problem)
                return problem;
        }

        return null;
    }

    private string? WriteArray(JsonElement value, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        var index = -1;
        foreach (var element in value.EnumerateArray())
        {
            index++;
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("..."u8, out var digest))
            {
                if (element.GetPropertyCount() != 1)
                    return "a digest of an array element has other members beside it";
                if (Find(digest, out var disclosure) is { } fault)
                    return fault;
                if (disclosure is null)
                    continue;
                if (disclosure.Name is not null)
                    return "a disclosure of a member stands for an array element";
                if (WriteFrom(disclosure, ClaimStep.Element(index), writer) is { } problem)
                    return problem;
            }
            else
            {
                _steps.Add(ClaimStep.Element(index));
                if (WriteValue(element, writer) is { } fault)
                    return fault;
                _steps.RemoveAt(_steps.Count - 1);
            }
        }

        writer.WriteEndArray();
        return null;
    }

    private string? WriteFrom(Disclosure disclosure, ClaimStep step, Utf8JsonWriter writer)
    {
        _steps.Add(step);
        Disclosed.Add(new DisclosedClaim(ClaimPath.Of([.. _steps]), disclosure));
        var fault = WriteValue(disclosure.Value, writer);
        _steps.RemoveAt(_steps.Count - 1);
        return fault;
    }

    // A digest without a disclosure is hidden, or a decoy: it says nothing either way.
    private string? Find(JsonElement digest, out Disclosure? disclosure)
    {
        disclosure = null;
        if (digest.ValueKind != JsonValueKind.String)
            return "a digest is not a string";
        var text = digest.GetString()!;
        if (!_digests.Add(text))
            return "a digest stands twice";
        _byDigest.TryGetValue(text, out disclosure);
        return null;
    }

    private static Problem Refused(string why) => new(ProblemCode.NotACredential, $"SD-JWT: {why}");
}
