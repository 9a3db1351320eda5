using System.Globalization;
using System.Text.Json;

namespace Credentials.SdJwts;

/// <summary>One step of a <see cref="ClaimPath"/>: a member's name, an element's index, or, where both are null, every element.</summary>
public readonly record struct ClaimStep(string? Name, int? Index)
{
    /// <summary>Every element of an array, JSON <c>null</c>.</summary>
    public static ClaimStep Every => default;

    public static ClaimStep Member(string name) => new(name, null);

    public static ClaimStep Element(int index) => new(null, index);

    internal bool Covers(ClaimStep other) => this == other || (this == Every && other.Index is not null) || (other == Every && Index is not null);
}

/// <summary>
/// Selects claims by names, indexes and wildcards (SD-JWT VC section "Claim Path", OpenID4VP 1.0 section 7). Indexes count the elements as issued,
/// undisclosed ones included.
/// </summary>
public sealed record ClaimPath
{
    /// <summary>More steps are refused.</summary>
    public const int MaxSteps = 32;

    private ClaimPath(IEnumerable<ClaimStep> steps) => Steps = ValueList<ClaimStep>.Of(steps);

    public IReadOnlyList<ClaimStep> Steps { get; }

    /// <summary>A path of member names.</summary>
    public static ClaimPath Of(params IReadOnlyList<string> names) => new(names.Select(ClaimStep.Member));

    /// <exception cref="ArgumentException">No steps.</exception>
    public static ClaimPath Of(IReadOnlyList<ClaimStep> steps) =>
        steps.Count > 0 ? new ClaimPath(steps) : throw new ArgumentException("a path has at least one step", nameof(steps));

    /// <summary>A non-empty array of strings, nulls and non-negative integers; otherwise <see cref="ProblemCode.InvalidInput"/>.</summary>
    public static Result<ClaimPath> Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is 0 or > MaxSteps)
            return Refused;
        var steps = new List<ClaimStep>(json.GetArrayLength());
        foreach (var element in json.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.String)
                steps.Add(ClaimStep.Member(element.GetString()!));
            else if (element.ValueKind == JsonValueKind.Null)
                steps.Add(ClaimStep.Every);
            else if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var index) && index >= 0)
                steps.Add(ClaimStep.Element(index));
            else
                return Refused;
        }

        return new ClaimPath(steps);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var step in Steps)
        {
            if (step.Name is { } name)
                writer.WriteStringValue(name);
            else if (step.Index is { } index)
                writer.WriteNumberValue(index);
            else
                writer.WriteNullValue();
        }

        writer.WriteEndArray();
    }

    /// <summary>Whether it leads to anything in a credential (OpenID4VP 1.0 section 7.1); <c>null</c> says nothing.</summary>
    internal bool LeadsSomewhere(JsonElement from) => LeadsSomewhere(from, 0);

    /// <summary>Whether one of the two leads to or through the other: what has to be disclosed so that what this selects can be seen whole.</summary>
    internal bool Touches(ClaimPath other)
    {
        for (var index = 0; index < Math.Min(Steps.Count, other.Steps.Count); index++)
            if (!Steps[index].Covers(other.Steps[index]))
                return false;
        return true;
    }

    public override string ToString() =>
        string.Join('.', Steps.Select(step => step.Name ?? step.Index?.ToString(CultureInfo.InvariantCulture) ?? "*"));

    private bool LeadsSomewhere(JsonElement from, int step)
    {
        if (step == Steps.Count)
            return from.ValueKind != JsonValueKind.Null;
        var next = Steps[step];
        if (next.Name is { } name)
            return from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var member) && LeadsSomewhere(member, step + 1);
        if (from.ValueKind != JsonValueKind.Array)
            return false;
        return next.Index is { } index
            ? index < from.GetArrayLength() && LeadsSomewhere(from[index], step + 1)
            : from.EnumerateArray().Any(element => LeadsSomewhere(element, step + 1));
    }

    private static Problem Refused => new(ProblemCode.InvalidInput, "a claim path is a non-empty array of strings, nulls and non-negative integers");
}
