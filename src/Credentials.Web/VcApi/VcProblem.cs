using System.Text.Json;

namespace Credentials.Web.VcApi;

/// <summary>A <c>ProblemDetails</c> object of the VC-API (RFC 9457).</summary>
/// <param name="Type">One of <see cref="VcProblemTypes"/>.</param>
/// <param name="Detail">A sentence safe to show.</param>
public sealed record VcProblem(string Type, string Detail)
{
    /// <summary>This service's own stable code of the particular case; null where the type says it all.</summary>
    public string? Code { get; init; }

    /// <summary>The check that found it; null where none was run.</summary>
    public string? Check { get; init; }

    /// <summary>The faulty places of the input.</summary>
    public IReadOnlyList<InputError> Errors { get; init; } = [];

    /// <param name="writer">Where to.</param>
    /// <param name="address">Under which this service's own types lie.</param>
    /// <param name="status">The answer's status; null for a problem inside a report.</param>
    public void Write(Utf8JsonWriter writer, PublicAddress address, int? status = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(address);
        writer.WriteStartObject();
        writer.WriteString("type", Type.StartsWith('/') ? address.At(Type) : Type);
        writer.WriteString("title", VcProblemTypes.NameOf(Type));
        if (status is { } code)
            writer.WriteNumber("status", code);
        writer.WriteString("detail", Detail);
        if (Code is not null)
            writer.WriteString("code", Code);
        if (Check is not null)
            writer.WriteString("check", Check);
        if (Errors.Count > 0)
        {
            writer.WriteStartArray("errors");
            foreach (var error in Errors)
            {
                writer.WriteStartObject();
                writer.WriteString("pointer", error.Pointer);
                writer.WriteString("reason", error.Reason);
                writer.WriteString("detail", error.Detail);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
