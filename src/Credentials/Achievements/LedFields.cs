using System.Collections.Frozen;
using System.Text.Json;

namespace Credentials.Achievements;

/// <summary>Whether a proof ends a course of study or is a step on the way (LED: Bewijsstaat).</summary>
public enum LedProofState
{
    /// <summary>Eindbewijs.</summary>
    Final,

    /// <summary>Tussenbewijs.</summary>
    Intermediate,
}

/// <param name="Code">The subject's code in LED's taxonomy, e.g. <c>481001</c>; its first three digits are a field of ISCED 1997.</param>
/// <param name="Naam">Its name there.</param>
public sealed record LedSubject(string Code, string? Naam);

/// <param name="Naam">The course of study; several are separated by a semicolon.</param>
/// <param name="Code">The code or codes that its source knows it by.</param>
public sealed record LedStudy(string Naam, string? Code);

/// <summary>
/// How awards of an achievement are classified in LED, the Flemish register of learning and experience proofs (Leer- en Ervaringsbewijzendatabank).
/// The values are those of LED's taxonomy, which is not public: LED itself checks them and their combinations. The names are LED's own.
/// </summary>
public sealed record LedFields
{
    internal static readonly FrozenDictionary<LedProofState, string> States = new Dictionary<LedProofState, string>
    {
        [LedProofState.Final] = "Eindbewijs",
        [LedProofState.Intermediate] = "Tussenbewijs",
    }.ToFrozenDictionary();

    public required string Categorie { get; init; }

    public required string Graad { get; init; }

    public required string Onderwijsvorm { get; init; }

    public required string Bewijstype { get; init; }

    public required LedProofState Bewijsstaat { get; init; }

    /// <summary>The class of body that awards, e.g. <c>Centrum voor Volwassenenonderwijs (CVO)</c>; not its name.</summary>
    public required string Instantie { get; init; }

    public required LedSubject Onderwerp { get; init; }

    public required string Schooltype { get; init; }

    /// <summary>Null: authentic.</summary>
    public string? Authenticiteit { get; init; }

    public LedStudy? Studierichting { get; init; }

    /// <summary>The word that LED has for the state.</summary>
    public static string WordOf(LedProofState state) => States[state];

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("led");
        writer.WriteString("categorie", Categorie);
        writer.WriteString("graad", Graad);
        writer.WriteString("onderwijsvorm", Onderwijsvorm);
        writer.WriteString("bewijstype", Bewijstype);
        writer.WriteString("bewijsstaat", WordOf(Bewijsstaat));
        writer.WriteString("instantie", Instantie);
        writer.WriteStartObject("onderwerp");
        writer.WriteString("code", Onderwerp.Code);
        WriteOptional(writer, "naam", Onderwerp.Naam);
        writer.WriteEndObject();
        writer.WriteString("schooltype", Schooltype);
        WriteOptional(writer, "authenticiteit", Authenticiteit);
        if (Studierichting is { } study)
        {
            writer.WriteStartObject("studierichting");
            writer.WriteString("naam", study.Naam);
            WriteOptional(writer, "code", study.Code);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
