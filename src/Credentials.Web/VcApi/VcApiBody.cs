using System.Text.Json;
using Credentials.Encoding;
using Credentials.Web.Answers;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.VcApi;

/// <summary>
/// The body of a VC-API call: one object with what the call is about and <c>options</c>. Other members beside them are left alone (clients send an
/// <c>@context</c>); an option that is unknown or has a value of the wrong kind is refused, because leaving it out of account might be taken for heeding it.
/// </summary>
public sealed class VcApiBody : IDisposable
{
    /// <summary>Of a call that has none.</summary>
    public static readonly IReadOnlyDictionary<string, VcApiOption> NoOptions = new Dictionary<string, VcApiOption>();

    private readonly JsonDocument _document;

    private VcApiBody(JsonDocument document, JsonElement options) => (_document, Options) = (document, options);

    /// <summary>The options; undefined where none were given.</summary>
    public JsonElement Options { get; }

    public JsonElement Root => _document.RootElement;

    /// <summary>The parsed body, or why there is none.</summary>
    /// <param name="request">Its body may be of any JSON media type.</param>
    /// <param name="knownOptions">The names that <c>options</c> may have, and of what kind each is.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public static async ValueTask<(VcApiBody? Body, VcProblem? Fault)> ReadAsync(HttpRequest request, IReadOnlyDictionary<string, VcApiOption> knownOptions, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(knownOptions);
        if (!StrictJson.Parse(await JsonBody.ReadBytesAsync(request, cancel)).TryGet(out var document, out var problem))
            return (null, new VcProblem(VcProblemTypes.Parsing, $"The body cannot be read: {problem.Detail}."));
        var fault = FaultOf(document.RootElement, knownOptions, out var options);
        if (fault is null)
            return (new VcApiBody(document, options), null);
        document.Dispose();
        return (null, fault);
    }

    /// <summary>A text among the options; null where it is absent.</summary>
    public string? Text(string option) => Find(option) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The distinct texts of an option that is one or a list of them; null where it is absent.</summary>
    public IReadOnlyList<string>? Texts(string option) => Find(option) switch
    {
        { ValueKind: JsonValueKind.Array } values => [.. values.EnumerateArray().Select(value => value.GetString()!).Distinct(StringComparer.Ordinal)],
        { ValueKind: JsonValueKind.String } value => [value.GetString()!],
        _ => null,
    };

    /// <summary>A truth value among the options.</summary>
    public bool Flag(string option, bool otherwise = false) => Find(option).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => otherwise,
    };

    public void Dispose() => _document.Dispose();

    private JsonElement Find(string option) => Options.ValueKind == JsonValueKind.Object && Options.TryGetProperty(option, out var value) ? value : default;

    private static VcProblem? FaultOf(JsonElement root, IReadOnlyDictionary<string, VcApiOption> known, out JsonElement options)
    {
        options = default;
        if (root.ValueKind != JsonValueKind.Object)
            return Malformed("", "The body is no object.");
        if (!root.TryGetProperty("options", out options))
            return null;
        if (options.ValueKind != JsonValueKind.Object)
            return Malformed("/options", "The options are no object.");
        foreach (var option in options.EnumerateObject())
        {
            var pointer = Inputs.Pointers.Of("/options", option.Name);
            if (!known.TryGetValue(option.Name, out var kind))
                return new VcProblem(VcProblemTypes.UnknownOption, "An option is not known here.") { Errors = [new(pointer, "unknown", "This option is not known here.")] };
            if (!IsOfKind(option.Value, kind))
                return Malformed(pointer, kind switch
                {
                    VcApiOption.Text => "This option is no text.",
                    VcApiOption.Texts => "This option is neither a text nor a list of texts.",
                    VcApiOption.Flag => "This option is neither true nor false.",
                    _ => "This option is no object.",
                });
        }

        return null;
    }

    private static bool IsOfKind(JsonElement value, VcApiOption kind) => kind switch
    {
        VcApiOption.Text => value.ValueKind == JsonValueKind.String,
        VcApiOption.Texts => value.ValueKind == JsonValueKind.String
            || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)),
        VcApiOption.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Object,
    };

    private static VcProblem Malformed(string pointer, string detail) =>
        new(VcProblemTypes.MalformedValue, detail) { Errors = [new InputError(pointer, "wrong-type", detail)] };
}
