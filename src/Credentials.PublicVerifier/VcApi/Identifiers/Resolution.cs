using System.Text.Json;

namespace Credentials.PublicVerifier.VcApi.Identifiers;

/// <summary>What resolving or dereferencing came to: a document, or a part of one; or an error.</summary>
internal sealed record Resolution
{
    public Resolution(JsonElement document) => Document = document;

    public Resolution(ResolutionError error) => Error = error;

    public JsonElement? Document { get; }

    public ResolutionError? Error { get; }
}
