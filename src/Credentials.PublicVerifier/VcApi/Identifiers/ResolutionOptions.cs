using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.VcApi.Identifiers;

/// <summary>The resolution options that were asked for as query parameters; those of other methods are left alone.</summary>
/// <param name="PublicKeyFormat">Of the did:key method; null: the method's own.</param>
/// <param name="Experimental">Whether formats of keys that are no standard may be answered.</param>
/// <param name="Unsupported">The first option that asks for what this resolver never does; null where there is none.</param>
internal sealed record ResolutionOptions(string? PublicKeyFormat, bool Experimental, string? Unsupported)
{
    // A former document, or one at a former time, cannot be had of these methods; encryption keys are none of this service's business.
    private static readonly string[] NeverDone = ["versionId", "versionTime", "service", "relativeRef", "hl"];

    public static ResolutionOptions Of(IQueryCollection query) => new(
        query["publicKeyFormat"] is [{ Length: > 0 } format, ..] ? format : null,
        IsTrue(query, "enableExperimentalPublicKeyTypes"),
        NeverDone.FirstOrDefault(query.ContainsKey) ?? (IsTrue(query, "enableEncryptionKeyDerivation") ? "enableEncryptionKeyDerivation" : null));

    private static bool IsTrue(IQueryCollection query, string name) => query[name] is ["true", ..];
}
