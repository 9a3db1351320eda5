using System.Text.Json;
using Credentials.Inputs;

namespace Credentials.Issuing;

/// <summary>Reads a national number in a body, wherever one is taken: one message for what is none, another for a test number where these are refused.</summary>
public static class NationalNumberReader
{
    /// <summary>More characters than this no way of writing the eleven digits needs.</summary>
    public const int MostCharacters = 30;

    /// <summary>The number; null where it is absent, and null with an error where it is none.</summary>
    /// <param name="read">The object that holds it.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="acceptTestNumbers">Whether test numbers (month +60 or +80) are accepted.</param>
    /// <param name="missing">The sentence for its absence; null where it is optional.</param>
    public static NationalNumber? NationalNumber(this InputObject read, string member, bool acceptTestNumbers, string? missing = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (!read.TryTake(member, out var value, missing))
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? InputText.Of(value) : null;
        if (text?.Length > MostCharacters)
        {
            text = null;
        }

        if (Issuing.NationalNumber.TryParse(text, out var number, acceptTestNumbers))
        {
            return number;
        }

        read.Fault(member, InputReasons.BadNationalNumber, Issuing.NationalNumber.TryParse(text, out _, acceptTestNumbers: true)
            ? "This is a test number, and nobody can be registered under one here."
            : "This is no national number: eleven digits, of which the last two check the others.");
        return null;
    }

    /// <summary>The number that an award's body names for its learner, however faulty the rest is; null where there is none that can be somebody's.</summary>
    public static NationalNumber? OfLearner(JsonElement body, bool acceptTestNumbers) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("learner", out var learner) && learner.ValueKind == JsonValueKind.Object
            && learner.TryGetProperty("nationalNumber", out var value) && value.ValueKind == JsonValueKind.String
            && InputText.Of(value) is { Length: <= MostCharacters } text && Issuing.NationalNumber.TryParse(text, out var number, acceptTestNumbers)
            ? number
            : null;
}
