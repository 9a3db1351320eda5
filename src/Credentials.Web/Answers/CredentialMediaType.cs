namespace Credentials.Web.Answers;

/// <summary>Under which media type a credential in JSON is answered.</summary>
public static class CredentialMediaType
{
    public const string Vc = "application/vc";

    /// <summary>
    /// What the caller's <c>Accept</c> likes best. A credential is JSON-LD too, and JSON (VC Data Model 2.0 section 6.2), and some verifiers read nothing
    /// under a type that does not say so. Where nothing will do it is <see cref="Vc"/>: refusing would make credentials undecidable for a header's sake.
    /// </summary>
    /// <param name="others">Types of forms that are not JSON, offered after <see cref="Vc"/>.</param>
    public static string Choose(IList<string> accept, params ReadOnlySpan<string> others) =>
        Accept.Choose(accept, [Vc, .. others, "application/ld+json", "application/json"]) ?? Vc;
}
