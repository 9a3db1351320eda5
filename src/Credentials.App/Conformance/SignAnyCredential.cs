using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.LinkedData;
using Credentials.PublicVerifier.VcApi;
using Credentials.Signing;
using Credentials.Verifying;
using Credentials.Web.VcApi;

namespace Credentials.App.Conformance;

/// <summary>
/// Signs any credential that is one by the VC Data Model 2.0, or with a Data Integrity proof by 1.1, as this program's own verifier reads it, in the name of the profile's throw-away identity.
/// There is no other way in this program to have signed what nobody awarded, and it is composed in this profile alone.
/// </summary>
internal sealed class SignAnyCredential(ConformanceIdentity identity, ConformanceStatuses statuses, JsonLdContexts contexts, TimeProvider time)
{
    /// <summary>The signed form and its media type, or why it is not signed.</summary>
    /// <param name="credential">As handed in.</param>
    /// <param name="cryptosuite">Null: the issuer's own, or its other one for a credential that only a base direction keeps from being signed as RDF.</param>
    /// <param name="mediaType">Null: Data Integrity.</param>
    /// <param name="credentialId">By which its status is found again, where the credential has no id.</param>
    /// <param name="fault">Set where null is answered.</param>
    public (string MediaType, byte[] Signed)? Run(JsonElement credential, string? cryptosuite, string? mediaType, string? credentialId, out VcProblem? fault)
    {
        if (Choose(credential, cryptosuite, mediaType, out fault) is not var (issuer, suite))
            return null;
        if (UnsignedContent.Faults(credential, contexts, takesOlder: mediaType != IssuedAnswer.VcJwt) is { Count: > 0 } found)
        {
            fault = ReasonProblems.Of(found[0]) with { Errors = [.. found.Select(check => new InputError(PointerOf(check), check.Reason, check.Message))] };
            return null;
        }

        var document = JsonObject.Create(credential.Clone())!;
        var isOlder = OlderContext.Complete(document);
        if (!isOlder && !document.ContainsKey("credentialStatus") && identity.Find(IssuerOf(credential)) == issuer
            && statuses.Add(issuer, TextOf(credential, "id") ?? credentialId) is { } status)
            document["credentialStatus"] = status;
        var now = time.GetUtcNow();
        if (mediaType == IssuedAnswer.VcJwt)
            return (mediaType, System.Text.Encoding.ASCII.GetBytes(CompactJws.Sign(issuer.Key, "vc+jwt", Utf8(document), now)));
        // Who signed before stays: both proofs make a set (Data Integrity 1.0 section 2.1.1).
        document.Remove("proof", out var former);
        var unsecured = StrictJson.ParseElement(Utf8(document)).Value;
        var secured = suite.Sign(unsecured, issuer.Key, now, contexts);
        if (cryptosuite is null && secured.Problem is { Code: ProblemCode.InvalidInput } && DiffersByDirectionAlone(unsecured))
            secured = ConformanceSuites.ForAnyJson(issuer.Algorithm).Sign(unsecured, issuer.Key, now, contexts);
        if (!secured.TryGet(out var signed, out var unsigned))
        {
            fault = new VcProblem(VcProblemTypes.MalformedValue, unsigned.Detail) { Errors = [new InputError("/credential", "not-linked-data", unsigned.Detail)] };
            return null;
        }

        return (IssuedAnswer.DataIntegrity, former is null ? signed : Joined(signed, former));
    }

    private (ConformanceIssuer Issuer, ConformanceSuite Suite)? Choose(JsonElement credential, string? cryptosuite, string? mediaType, out VcProblem? fault)
    {
        fault = null;
        var named = identity.Find(IssuerOf(credential));
        var suite = cryptosuite is not null ? ConformanceSuites.Find(cryptosuite) : ConformanceSuites.For((named ?? identity.Issuers[0]).Algorithm);
        if (mediaType is not (null or IssuedAnswer.DataIntegrity or IssuedAnswer.VcJwt))
            fault = Refuse("/options/mediaType", $"The credential can be had as {IssuedAnswer.DataIntegrity} or {IssuedAnswer.VcJwt}.");
        else if (suite is null)
            fault = Refuse("/options/cryptosuite", $"The suites are {string.Join(", ", ConformanceSuites.All.Select(one => one.Name))}.");
        else if (named is not null && named.Algorithm != suite.Algorithm)
            fault = Refuse("/options/cryptosuite", "The key of the issuer that the credential names is none of this suite.");
        // A credential of somebody else is signed too, and nobody will take the signature for theirs.
        return fault is null ? (named ?? identity.Issuers.First(issuer => issuer.Algorithm == suite!.Algorithm), suite!) : null;
    }

    // VC Data Model 2.0 section 11.1 has base directions, and the RDF that the suites prescribe has none: with them in it, nothing else may be left out.
    private bool DiffersByDirectionAlone(JsonElement document) =>
        JsonLdDocument.ToRdf(document, contexts, JsonLdOptions.Default with { RdfDirection = JsonLdRdfDirection.I18nDatatype }).IsSuccess;

    private static string PointerOf(VerificationCheck check) => "/credential" + check switch
    {
        { Id: CheckIds.Status } => "/credentialStatus",
        { Id: CheckIds.Schema } => "/credentialSchema",
        { Id: CheckIds.Validity } => "/validFrom",
        { Id: CheckIds.Proof } => "/proof",
        _ when check.Reason == Reasons.ContextWrong.Reason => "/@context",
        _ when check.Reason == Reasons.TypeWrong.Reason => "/type",
        _ when check.Reason == Reasons.IssuerMalformed.Reason => "/issuer",
        _ when check.Reason == Reasons.SubjectMissing.Reason => "/credentialSubject",
        _ when check.Reason == Reasons.RelatedResourceUnchecked.Reason || check.Reason == Reasons.RelatedResourceDiffers.Reason => "/relatedResource",
        _ => "",
    };

    private static byte[] Joined(byte[] signed, JsonNode former)
    {
        var document = JsonNode.Parse(signed)!.AsObject();
        document.Remove("proof", out var own);
        document["proof"] = new JsonArray([.. (former is JsonArray several ? several.Select(one => one?.DeepClone()) : [former.DeepClone()]), own]);
        return Utf8(document);
    }

    private static string? IssuerOf(JsonElement credential) => credential.TryGetProperty("issuer", out var issuer)
        ? issuer.ValueKind == JsonValueKind.Object ? TextOf(issuer, "id") : issuer.ValueKind == JsonValueKind.String ? issuer.GetString() : null
        : null;

    private static string? TextOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Utf8(JsonObject document) => System.Text.Encoding.UTF8.GetBytes(document.ToJsonString());

    private static VcProblem Refuse(string pointer, string detail) =>
        new(VcProblemTypes.MalformedValue, "The form that is asked for cannot be had.") { Errors = [new InputError(pointer, "not-allowed-value", detail)] };
}
