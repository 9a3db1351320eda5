using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Credentials.Inputs;
using Credentials.LinkedData;

namespace Credentials.Schemas;

/// <summary>Applies a schema to one value, within a budget: a schema or a value that would take more is refused instead of worked off.</summary>
internal sealed class SchemaEvaluation
{
    private const int MostSteps = 1_000_000;
    private const int UnitsOfStep = 8;
    private const int MostDepth = 200;
    private const int MostErrors = 100;

    // What a step is of each: comparing and copying are quick, patterns are not.
    private const int CharactersOfStep = 64;
    private const int ComparedOfStep = 8;
    private const int MatchedOfStep = 4;
    private const int ComparedFree = 128;

    private readonly long _granted;
    private long _steps;
    private bool _exhausted;

    private SchemaEvaluation(long granted) => _granted = granted;

    /// <param name="root">The schema.</param>
    /// <param name="value">What it is held against.</param>
    /// <param name="allowance">Bounds the work beside the usual limit, and pays for it; null for nothing.</param>
    /// <param name="isExhausted">Whether it took too much work, which the answer says too.</param>
    public static IReadOnlyList<InputError> Run(SchemaNode root, JsonElement value, WorkAllowance? allowance, out bool isExhausted)
    {
        var evaluation = new SchemaEvaluation(Math.Min(MostSteps, allowance?.Left / UnitsOfStep ?? MostSteps));
        var errors = evaluation.Run(root, value);
        isExhausted = evaluation._exhausted;
        allowance?.Spend((int)Math.Min(evaluation._steps, evaluation._granted) * UnitsOfStep);
        return errors;
    }

    private List<InputError> Run(SchemaNode root, JsonElement value)
    {
        var errors = new List<InputError>();
        bool accepted;
        try
        {
            accepted = Accepts(root, value, "", errors, 0);
        }
        catch (InvalidOperationException)
        {
            // Comparing a text that holds a lone surrogate has no other answer; strictly parsed JSON never holds one.
            return [new InputError("", InputReasons.BadCharacters, "This holds a text that is not valid Unicode.")];
        }

        if (_exhausted)
        {
            return [new InputError("", InputReasons.SchemaViolation, "Checking this against its schema would take too much work.")];
        }

        return accepted || errors.Count > 0
            ? errors
            : [new InputError("", InputReasons.SchemaViolation, "This does not satisfy its schema.")];
    }

    /// <summary>Whether the value satisfies the node; faults go to <paramref name="errors"/>, which is null where only the answer counts.</summary>
    internal bool Accepts(SchemaNode node, JsonElement value, string pointer, List<InputError>? errors, int depth)
    {
        if (!Step(depth) || !Spend(SizeOfScalar(value) / CharactersOfStep))
        {
            return false;
        }

        if (node.Always is { } always)
        {
            return always || Fault(errors, pointer, "Nothing may stand here.");
        }

        // Every part runs, so that every fault is named.
        var accepted = node.Reference is null || Accepts(node.Reference, value, pointer, errors, depth + 1);
        accepted &= AcceptsValue(node, value, pointer, errors);
        accepted &= value.ValueKind switch
        {
            JsonValueKind.Object => SchemaContainers.AcceptsObject(this, node, value, pointer, errors, depth),
            JsonValueKind.Array => SchemaContainers.AcceptsArray(this, node, value, pointer, errors, depth),
            _ => true,
        };
        return accepted & AcceptsCombined(node, value, pointer, errors, depth);
    }

    /// <summary>Counts one step of work; false when the budget is used up.</summary>
    internal bool Step(int depth = 0)
    {
        _exhausted |= ++_steps > _granted || depth > MostDepth;
        return !_exhausted;
    }

    /// <summary>Counts steps of work; false when the budget is used up.</summary>
    internal bool Spend(long steps)
    {
        _steps += steps;
        _exhausted |= _steps > _granted;
        return !_exhausted;
    }

    /// <summary>Whether two values are the same; not when the budget is used up.</summary>
    internal bool AreSame(JsonElement one, JsonElement other)
    {
        if (one.ValueKind != other.ValueKind)
        {
            return Step() && JsonElement.DeepEquals(one, other);
        }

        var size = Math.Min(JsonMarshal.GetRawUtf8Value(one).Length, JsonMarshal.GetRawUtf8Value(other).Length);
        return Step() && (size <= ComparedFree || Spend(size / ComparedOfStep)) && JsonElement.DeepEquals(one, other);
    }

    /// <summary>Whether a text matches a pattern; not when the budget is used up.</summary>
    internal bool Matches(SchemaPattern pattern, string text) => Spend(1 + (text.Length / MatchedOfStep)) && pattern.Matches(text);

    /// <summary>Counts what building a place's pointer costs; false when the budget is used up.</summary>
    internal bool StepInto(string pointer) => Spend(1 + (pointer.Length / CharactersOfStep));

    /// <summary>Always false, for the places that answer with it.</summary>
    internal static bool Fault(List<InputError>? errors, string pointer, string detail)
    {
        if (errors is { Count: < MostErrors })
        {
            errors.Add(new InputError(pointer, InputReasons.SchemaViolation, detail));
        }

        return false;
    }

    private bool AcceptsValue(SchemaNode node, JsonElement value, string pointer, List<InputError>? errors)
    {
        var accepted = true;
        if (node.Types is { } types && (TypeOf(value) & types) == 0)
        {
            accepted = Fault(errors, pointer, $"This must be of type {types.ToString().ToLowerInvariant()}.");
        }

        if (node.Enum is { } values && !values.Any(allowed => AreSame(allowed, value)))
        {
            accepted = Fault(errors, pointer, "This is none of the values that are allowed.");
        }

        if (node.Const is { } constant && !AreSame(constant, value))
        {
            accepted = Fault(errors, pointer, "This is not the value that it must be.");
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => AcceptsText(node, value, pointer, errors) && accepted,
            JsonValueKind.Number => AcceptsNumber(node, value, pointer, errors) && accepted,
            _ => accepted,
        };
    }

    private bool AcceptsText(SchemaNode node, JsonElement value, string pointer, List<InputError>? errors)
    {
        if (node is { MinLength: null, MaxLength: null, Pattern: null, Format: null })
        {
            return true;
        }

        if (InputText.Of(value) is not { } text)
        {
            return Fault(errors, pointer, "This text is not valid Unicode.");
        }

        var length = InputText.Length(text);
        return !(length < node.MinLength || length > node.MaxLength)
            ? (node.Pattern is null || Matches(node.Pattern, text))
                ? (node.Format?.Invoke(text) ?? true) || Fault(errors, pointer, $"This must be in the format {node.FormatName}.")
                : Fault(errors, pointer, $"This must match {node.Pattern!.Source}.")
            : Fault(errors, pointer, string.Create(CultureInfo.InvariantCulture,
                $"This must have {node.MinLength ?? 0} to {node.MaxLength?.ToString(CultureInfo.InvariantCulture) ?? "any number of"} characters."));
    }

    private static bool AcceptsNumber(SchemaNode node, JsonElement value, string pointer, List<InputError>? errors)
    {
        if (node.Numbers is not { } numbers)
        {
            return true;
        }

        var accepted = value.TryGetDecimal(out var number) ? numbers.Accepts(number) : value.TryGetDouble(out var size) && numbers.AcceptsSize(size);
        return accepted || Fault(errors, pointer, "This number is out of its bounds.");
    }

    private bool AcceptsCombined(SchemaNode node, JsonElement value, string pointer, List<InputError>? errors, int depth)
    {
        var accepted = true;
        foreach (var part in node.AllOf)
        {
            accepted &= Accepts(part, value, pointer, errors, depth + 1);
        }

        if (node.AnyOf.Count > 0 && !node.AnyOf.Any(part => Accepts(part, value, pointer, null, depth + 1)))
        {
            accepted = Fault(errors, pointer, "This satisfies none of the forms that are possible here.");
        }

        if (node.OneOf.Count > 0 && node.OneOf.Count(part => Accepts(part, value, pointer, null, depth + 1)) is not 1 and var count)
        {
            accepted = Fault(errors, pointer, count == 0
                ? "This satisfies none of the forms of which it must satisfy one."
                : "This satisfies several of the forms of which it must satisfy one.");
        }

        if (node.Not is { } not && Accepts(not, value, pointer, null, depth + 1))
        {
            accepted = Fault(errors, pointer, "This satisfies the form that it must not have.");
        }

        if (node.If is { } condition && (Accepts(condition, value, pointer, null, depth + 1) ? node.Then : node.Else) is { } branch)
        {
            accepted &= Accepts(branch, value, pointer, errors, depth + 1);
        }

        return accepted;
    }

    // A container's parts count when it is walked.
    private static int SizeOfScalar(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? JsonMarshal.GetRawUtf8Value(value).Length : 0;

    /// <summary>The type of a value; 1.0 is an integer too (2020-12 validation, section 6.1.1).</summary>
    private static SchemaTypes TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => SchemaTypes.Null,
        JsonValueKind.True or JsonValueKind.False => SchemaTypes.Boolean,
        JsonValueKind.Object => SchemaTypes.Object,
        JsonValueKind.Array => SchemaTypes.Array,
        JsonValueKind.String => SchemaTypes.String,
        JsonValueKind.Number when IsWhole(value) => SchemaTypes.Integer,
        JsonValueKind.Number => SchemaTypes.Number,
        _ => SchemaTypes.None,
    };

    private static bool IsWhole(JsonElement value) =>
        value.TryGetDecimal(out var number)
            ? decimal.Truncate(number) == number
            : value.TryGetDouble(out var size) && double.IsFinite(size) && Math.Truncate(size) == size;
}
