using System.Globalization;
using System.Text.RegularExpressions;

namespace Credentials.Achievements;

/// <summary>A result as the scale spells it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Passing">Whether the achievement is reached with it.</param>
public sealed record Grade(string Value, bool Passing);

/// <summary>The results that an assessment can have, and which of them are enough.</summary>
public abstract record GradingScale
{
    private protected GradingScale()
    {
    }

    /// <summary>Whether an award must name its result.</summary>
    public bool ResultRequired { get; init; } = true;

    /// <summary>Reads a result as people type it; false where it is not on the scale.</summary>
    public abstract bool TryRead(string text, out Grade grade);

    public bool Accepts(string text) => TryRead(text, out _);

    public bool IsPassing(string text) => TryRead(text, out var grade) && grade.Passing;
}

/// <param name="Value">E.g. <c>Geslaagd</c>.</param>
/// <param name="Pass">Whether the achievement is reached with it.</param>
public sealed record ScaleValue(string Value, bool Pass);

/// <summary>A scale of words; case and surrounding white space do not matter.</summary>
public sealed record ListScale(IReadOnlyList<ScaleValue> Values) : GradingScale
{
    public IReadOnlyList<ScaleValue> Values { get; init => field = ValueList<ScaleValue>.Of(value); } = ValueList<ScaleValue>.Of(Values);

    public override bool TryRead(string text, out Grade grade)
    {
        var trimmed = text.AsSpan().Trim();
        foreach (var value in Values)
        {
            if (trimmed.Equals(value.Value, StringComparison.OrdinalIgnoreCase))
            {
                grade = new Grade(value.Value, value.Pass);
                return true;
            }
        }

        grade = null!;
        return false;
    }
}

/// <summary>A scale of numbers from <paramref name="Minimum"/> to <paramref name="Maximum"/>; <paramref name="Pass"/> and above is enough.</summary>
public sealed record NumericScale(decimal Minimum, decimal Maximum, decimal Pass) : GradingScale
{
    /// <summary>At most two decimals, after a point or, as Belgium writes, a comma.</summary>
    private static readonly Regex Number = new("^-?[0-9]{1,6}([.,][0-9]{1,2})?\\z", RegexOptions.NonBacktracking);

    public override bool TryRead(string text, out Grade grade)
    {
        grade = null!;
        var trimmed = text.Trim();
        if (!Number.IsMatch(trimmed))
        {
            return false;
        }

        var value = decimal.Parse(trimmed.Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture);
        if (value < Minimum || value > Maximum)
        {
            return false;
        }

        grade = new Grade(value.ToString("0.##", CultureInfo.InvariantCulture), value >= Pass);
        return true;
    }
}
