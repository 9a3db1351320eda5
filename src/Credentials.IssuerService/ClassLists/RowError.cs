using System.Text.Json;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sealing;

namespace Credentials.IssuerService.ClassLists;

/// <summary>One fault of a class list, in its reader's own terms. Shown to the centre that sent the list, and never logged: the value can be
/// personal.</summary>
/// <param name="Row">Physical line of the file, the header being 1; for a JSON array the element, from 1.</param>
/// <param name="Column">As the file's header writes it; for JSON the pointer into the element. Null where the fault is of the whole row.</param>
/// <param name="Value">What stands there; a national number is masked.</param>
/// <param name="Reason">Stable kebab-case code.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record RowError(int Row, string? Column, string? Value, string Reason, string Detail)
{
    private const int LongestValue = 100;

    /// <summary>Whom the row is about, for as long as the error is kept; shown to nobody.</summary>
    public PersonMarks? Person { get; init; }

    /// <summary>The value as it may be shown: short, and with the digits of a national number masked but for the last two.</summary>
    internal static string? Show(string? value, bool isNationalNumber)
    {
        if (string.IsNullOrEmpty(value))
            return null;
        var length = Math.Min(value.Length, LongestValue);
        if (length < value.Length && char.IsHighSurrogate(value[length - 1]))
            length--;
        var shown = length == value.Length ? value : value[..length] + "…";
        if (!isNationalNumber)
            return shown;
        var open = Math.Max(0, shown.Length - 2);
        return string.Concat(shown[..open].Select(unit => char.IsDigit(unit) ? '*' : unit).Concat(shown[open..]));
    }

    /// <param name="writer">Where to.</param>
    /// <param name="withPerson">For what is kept, not for what is shown.</param>
    internal void Write(Utf8JsonWriter writer, bool withPerson)
    {
        writer.WriteStartObject();
        writer.WriteNumber("row", Row);
        writer.WriteString("column", Column);
        writer.WriteString("value", Value);
        writer.WriteString("reason", Reason);
        writer.WriteString("detail", Detail);
        if (withPerson && Person is not null)
        {
            writer.WritePropertyName(Batches.PersonMember);
            JsonSerializer.Serialize(writer, Person, JsonSerializerOptions.Web);
        }
        writer.WriteEndObject();
    }

    internal static RowError Read(JsonElement json) => new(
        json.GetProperty("row").GetInt32(), json.GetProperty("column").GetString(), json.GetProperty("value").GetString(),
        json.GetProperty("reason").GetString()!, json.GetProperty("detail").GetString()!)
    {
        Person = json.TryGetProperty(Batches.PersonMember, out var person) ? person.Deserialize<PersonMarks>(JsonSerializerOptions.Web) : null,
    };
}
