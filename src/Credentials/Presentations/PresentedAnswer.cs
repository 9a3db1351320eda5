using System.Text.Json;
using Credentials.Issuing;
using Credentials.LinkedData;
using Credentials.Verifying;
using Credentials.Verifying.Reading;

namespace Credentials.Presentations;

/// <summary>
/// Reads a VP Token (OpenID4VP 1.0 section 8.1): one of the forms that were asked for, in one presentation. What is wrong inside the presentation is for
/// the report to say.
/// </summary>
public static class PresentedAnswer
{
    /// <summary>
    /// The presentation; <see cref="ProblemCode.InvalidInput"/>, <see cref="ProblemCode.NotACredential"/> or <see cref="ProblemCode.TooLarge"/> where the
    /// token is not as the query says. Judge it with <see cref="PresentationVerifier"/>, never as something that was merely handed in.
    /// </summary>
    /// <param name="vpToken">Lives as long as what is read from it.</param>
    /// <param name="contexts">The contexts that it may refer to; null for those that are bundled.</param>
    public static Result<PresentedCredential> Read(JsonElement vpToken, JsonLdContexts? contexts = null)
    {
        if (vpToken.ValueKind != JsonValueKind.Object || vpToken.GetPropertyCount() != 1)
            return Refused("it does not answer one of the credential queries, and one alone");
        var answer = vpToken.EnumerateObject().First();
        if (CredentialQuery.All.FirstOrDefault(candidate => candidate.Id == answer.Name) is not { } query)
            return Refused("it answers a credential query that was not asked");
        return answer.Value.ValueKind == JsonValueKind.Array && answer.Value.GetArrayLength() == 1
            ? ReadOne(query, answer.Value[0], (contexts ?? JsonLdContexts.Bundled).WithinAllowance())
            : Refused("the answer is not an array of one presentation");
    }

    private static Result<PresentedCredential> ReadOne(CredentialQuery query, JsonElement presentation, JsonLdContexts contexts)
    {
        if (query.Format == CredentialQuery.DataIntegrityFormat)
            return presentation.ValueKind == JsonValueKind.Object
                ? EmbeddedReader.Read(presentation, contexts).Then(read => Fits(read, CredentialForm.DataIntegrity))
                : Refused("the presentation is not an object");
        if (JsonReading.Text(presentation) is not { } text || text.Contains('{', StringComparison.Ordinal))
            return Refused("the presentation is not a token");
        ReadOnlyMemory<byte> token = System.Text.Encoding.UTF8.GetBytes(text);
        if (query.Format == CredentialQuery.VcJwtFormat && WrappedPresentationReader.TryRead(token, contexts, out var wrapped))
            return Fits(wrapped, CredentialForm.VcJwt);
        return PresentedCredential.Parse(token, contexts)
            .Then(read => Fits(read, query.Format == CredentialQuery.VcJwtFormat ? CredentialForm.VcJwt : CredentialForm.SdJwtVc));
    }

    // A credential alone is of the format too: that its holder did not sign is what the report will say.
    private static Result<PresentedCredential> Fits(PresentedCredential presented, CredentialForm form)
    {
        if (presented.Form != form)
            return Refused("the presentation is of another format than its query");
        if (!presented.IsPresentation)
            return presented;
        return presented.Contained is [var one] && one.Form == form ? presented : Refused("the presentation does not hold one credential of its query's format");
    }

    private static Problem Refused(string why) => new(ProblemCode.InvalidInput, $"vp_token: {why}");
}
