using System.Globalization;
using System.Text.Json;
using Credentials.SdJwts;

namespace Credentials.App.Jose;

/// <summary>Which claims are selectively disclosable, written like <c>credentialSubject.phoneNumbers[0]</c>.</summary>
internal sealed class SelectivePaths(IReadOnlyCollection<string> paths)
{
    /// <summary>The paths of a JSON array of texts; null where it is none.</summary>
    public static SelectivePaths? Read(string? json)
    {
        if (json is null)
            return new SelectivePaths([]);
        try
        {
            return JsonSerializer.Deserialize<string[]>(json) is { } paths && !paths.Contains(null) ? new SelectivePaths(paths) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The claims with those of the paths disclosable; null where a path leads nowhere.</summary>
    public SelectiveObject? Apply(JsonElement claims)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        var applied = OfObject(claims, "", met);
        return met.Count == paths.Distinct(StringComparer.Ordinal).Count() ? applied : null;
    }

    private SelectiveObject OfObject(JsonElement json, string path, HashSet<string> met)
    {
        var members = new SelectiveObject();
        foreach (var member in json.EnumerateObject())
        {
            var at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var value = OfValue(member.Value, at, met);
            _ = Meets(at, met) ? members.AddDisclosable(member.Name, value) : members.Add(member.Name, value);
        }

        return members;
    }

    private SelectiveValue OfValue(JsonElement json, string path, HashSet<string> met)
    {
        if (json.ValueKind == JsonValueKind.Object)
            return OfObject(json, path, met);
        if (json.ValueKind != JsonValueKind.Array)
            return SelectiveValue.FromJson(json);
        var elements = new SelectiveArray();
        for (var index = 0; index < json.GetArrayLength(); index++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            var value = OfValue(json[index], at, met);
            _ = Meets(at, met) ? elements.AddDisclosable(value) : elements.Add(value);
        }

        return elements;
    }

    private bool Meets(string path, HashSet<string> met) => paths.Contains(path) && (met.Add(path) || true);
}
