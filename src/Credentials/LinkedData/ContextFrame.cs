namespace Credentials.LinkedData;

/// <summary>In what circumstances a context is read (the parameters of JSON-LD 1.1 API section 4.1.2).</summary>
/// <param name="Reader">Reads contexts within it.</param>
/// <param name="BaseUrl">What addresses in it are relative to.</param>
/// <param name="Remote">The remote contexts that led here; the document's own context if none.</param>
/// <param name="OverrideProtected">Whether protected terms may be defined anew.</param>
/// <param name="ValidateScoped">Whether it is read to be used; false where a scoped context is only checked.</param>
internal sealed record ContextFrame(ContextReader Reader, string? BaseUrl, List<string> Remote, bool OverrideProtected, bool ValidateScoped);
