using System.Text.Json;

namespace Credentials.LinkedData;

/// <summary>What a context says of one term (JSON-LD 1.1 API section 4.2). Not changed once its context was read.</summary>
internal sealed class TermDefinition
{
    /// <summary>What the term stands for: an IRI, a blank node, a keyword; null where the term is to be ignored.</summary>
    public string? Iri { get; set; }

    /// <summary>Whether it may begin a compact IRI.</summary>
    public bool IsPrefix { get; set; }

    public bool IsProtected { get; set; }

    public bool IsReverse { get; set; }

    public ContainerMapping Container { get; set; }

    public string? Type { get; set; }

    public string? Index { get; set; }

    public string? Nest { get; set; }

    /// <summary>Whether <see cref="Language"/> holds, null included, instead of the context's default.</summary>
    public bool HasLanguage { get; set; }

    public string? Language { get; set; }

    /// <summary>Whether <see cref="Direction"/> holds, null included, instead of the context's default.</summary>
    public bool HasDirection { get; set; }

    public string? Direction { get; set; }

    /// <summary>The scoped context; undefined where there is none.</summary>
    public JsonElement LocalContext { get; set; }

    public bool HasLocalContext => LocalContext.ValueKind != JsonValueKind.Undefined;

    /// <summary>What addresses in <see cref="LocalContext"/> are relative to.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>How much text it holds, its scoped context aside.</summary>
    public int Characters =>
        (Iri?.Length ?? 0) + (Type?.Length ?? 0) + (Index?.Length ?? 0) + (Nest?.Length ?? 0) + (Language?.Length ?? 0);

    /// <summary>Whether it says the same as another, protection aside.</summary>
    public bool SaysTheSameAs(TermDefinition other) =>
        Iri == other.Iri && IsPrefix == other.IsPrefix && IsReverse == other.IsReverse && Container == other.Container && Type == other.Type
        && Index == other.Index && Nest == other.Nest && HasLanguage == other.HasLanguage && Language == other.Language
        && HasDirection == other.HasDirection && Direction == other.Direction && HasLocalContext == other.HasLocalContext
        && (!HasLocalContext || JsonElement.DeepEquals(LocalContext, other.LocalContext));
}
