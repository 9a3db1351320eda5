using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.VcApi.Identifiers;

/// <summary>An error of DID resolution or dereferencing: its word, by which DID Core 1.0 and the did:key method name it, its type by DID Resolution 1.0, its HTTP status.</summary>
/// <param name="Word">As <c>error</c> of the metadata has it in DID Core 1.0, sections 7.1.2 and 7.2.2.</param>
/// <param name="Name">The last part of the type.</param>
/// <param name="Status">DID Resolution 1.0, section "HTTP(S) Binding".</param>
internal sealed record ResolutionError(string Word, string Name, int Status)
{
    public static readonly ResolutionError InvalidDid = new("invalidDid", "INVALID_DID", StatusCodes.Status400BadRequest);
    public static readonly ResolutionError InvalidDidUrl = new("invalidDidUrl", "INVALID_DID_URL", StatusCodes.Status400BadRequest);
    public static readonly ResolutionError InvalidOptions = new("invalidOptions", "INVALID_OPTIONS", StatusCodes.Status400BadRequest);
    public static readonly ResolutionError NotFound = new("notFound", "NOT_FOUND", StatusCodes.Status404NotFound);
    public static readonly ResolutionError RepresentationNotSupported = new("representationNotSupported", "REPRESENTATION_NOT_SUPPORTED", StatusCodes.Status406NotAcceptable);
    public static readonly ResolutionError MethodNotSupported = new("methodNotSupported", "METHOD_NOT_SUPPORTED", StatusCodes.Status501NotImplemented);
    public static readonly ResolutionError FeatureNotSupported = new("featureNotSupported", "FEATURE_NOT_SUPPORTED", StatusCodes.Status501NotImplemented);
    public static readonly ResolutionError InvalidDidDocument = new("invalidDidDocument", "INVALID_DID_DOCUMENT", StatusCodes.Status500InternalServerError);
    public static readonly ResolutionError InternalError = new("internalError", "INTERNAL_ERROR", StatusCodes.Status500InternalServerError);

    // Words of the did:key method, for which DID Resolution has no types of their own.
    public static readonly ResolutionError InvalidPublicKeyLength = new("invalidPublicKeyLength", "INVALID_DID", StatusCodes.Status400BadRequest);
    public static readonly ResolutionError InvalidPublicKey = new("invalidPublicKey", "INVALID_DID", StatusCodes.Status400BadRequest);
    public static readonly ResolutionError InvalidPublicKeyType = new("invalidPublicKeyType", "INVALID_OPTIONS", StatusCodes.Status400BadRequest);
    public static readonly ResolutionError UnsupportedPublicKeyType = new("unsupportedPublicKeyType", "FEATURE_NOT_SUPPORTED", StatusCodes.Status501NotImplemented);

    /// <summary>A sentence for people.</summary>
    public string Detail { get; init; } = "";

    public string Type => "https://www.w3.org/ns/did#" + Name;

    public ResolutionError Because(string detail) => this with { Detail = detail };
}
