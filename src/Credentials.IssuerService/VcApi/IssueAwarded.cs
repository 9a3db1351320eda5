using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.IssuerService.Awarding;
using Credentials.IssuerService.Issuing;
using Credentials.Issuing;
using Credentials.Web;

namespace Credentials.IssuerService.VcApi;

/// <summary>
/// Issues what a VC-API caller describes, by awarding it: the credential is held against what the award gives before anything is recorded, and what is
/// signed is what every award signs. The same again answers the same.
/// </summary>
internal sealed class IssueAwarded(
    CheckAward check, AwardCredential award, ConsultAwards awards, IssueForm issue, IssueSdJwtVcForm issueSdJwtVc, PublicAddress address)
{
    private static readonly StatusReference NoneYet = new("none", 0);

    /// <param name="centre">The caller's.</param>
    /// <param name="credential">An object.</param>
    /// <param name="body">The award that it stands for.</param>
    /// <param name="form">In which it is answered.</param>
    /// <param name="cancel">Gives up; it may be awarded all the same.</param>
    public async Task<Result<SignedCredential>> RunAsync(
        IssuingCentre centre, JsonElement credential, JsonElement body, CredentialForm form, CancellationToken cancel)
    {
        if (credential.TryGetProperty("id", out var id))
            return await FindAsync(centre, credential, id, form, cancel);
        if (!(await check.RunAsync(body, centre, cancel)).TryGet(out var @checked, out var fault))
            return Moved(fault);
        using var ours = JsonDocument.Parse(CredentialDraft.Write(@checked, Guid.Empty, centre.Did, address.Url, NoneYet).Utf8);
        if (CredentialComparison.Differences(credential, ours.RootElement, isNew: true) is { Count: > 0 } differences)
            return Differs(differences);
        return (await award.RunAsync(centre.Centre.Slug, body, cancel)).TryGet(out var made, out fault)
            ? await GiveAsync(centre, made.Document.Id, form, cancel)
            : Moved(fault);
    }

    /// <summary>A credential with an id is one that was awarded before: nobody else gives ids.</summary>
    private async Task<Result<SignedCredential>> FindAsync(IssuingCentre centre, JsonElement credential, JsonElement id, CredentialForm form, CancellationToken cancel)
    {
        var found = TryId(id, out var known) ? await awards.FindAsync(centre.Centre.Slug, known, cancel) : new Problem(ProblemCode.NotFound, "there is no such award");
        if (!found.TryGet(out var view, out _) || view.Forms.Count == 0)
            return Differs([new InputError("/credential/id", "given-here", "The service gives the id when it awards: leave it out.")]);
        if (!CheckedDraft.FromSigned(view.Forms[0]).TryGet(out var draft, out var unreadable))
            return unreadable;
        using var ours = JsonDocument.Parse(draft.Utf8);
        return CredentialComparison.Differences(credential, ours.RootElement, isNew: false) is { Count: > 0 } differences
            ? Differs(differences)
            : await GiveAsync(centre, view.Document.Id, form, cancel);
    }

    private async Task<Result<SignedCredential>> GiveAsync(IssuingCentre centre, Guid id, CredentialForm form, CancellationToken cancel) =>
        form == CredentialForm.SdJwtVc ? await issueSdJwtVc.RunAsync(centre.Centre.Slug, id, cancel) : await issue.RunAsync(centre.Centre.Slug, id, form, cancel);

    private static bool TryId(JsonElement id, out Guid award)
    {
        award = default;
        return id.ValueKind == JsonValueKind.String && id.GetString()!.StartsWith("urn:uuid:", StringComparison.Ordinal)
            && Guid.TryParseExact(id.GetString().AsSpan("urn:uuid:".Length), "D", out award);
    }

    private static Problem Differs(IReadOnlyList<InputError> differences) =>
        new(ProblemCode.InvalidInput, "The credential is not the one that the award gives.") { Errors = differences };

    private static Problem Moved(Problem fault) =>
        fault with { Errors = [.. fault.Errors.Select(error => error with { Pointer = AwardInCredential.PointerOf(error.Pointer) })] };
}
