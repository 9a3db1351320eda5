using System.Text.Json;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Issuing;

namespace Credentials.IssuerService.Awarding;

/// <summary>
/// Awards one credential: checked, reserved, signed, checked by our own verifier, stored; only then acknowledged.
/// The same award again answers the one that is there.
/// </summary>
public sealed class AwardCredential(IssuingCentres centres, CheckAward check, RecordAwards records, IssueCredential issue)
{
    public async Task<Result<MadeAward>> RunAsync(string centre, JsonElement body, CancellationToken cancel = default)
    {
        if (await centres.FindAsync(centre, cancel) is not { } issuing)
            return new Problem(ProblemCode.NotFound, "there is no such centre");
        if (!(await check.RunAsync(body, issuing, cancel)).TryGet(out var award, out var fault))
            return fault;
        if (!(await records.ReserveAsync([new AwardToReserve(award)], cancel))[0].TryGet(out var reserved, out var refused))
            return refused;
        if (reserved.IsIssued)
            return new MadeAward(reserved.Document, IsNew: false);
        if (!(await issue.RunAsync(reserved, issuing, cancel)).TryGet(out var signed, out var failed))
            return failed;

        // What was asked for and signed is finished even when the caller has hung up: the same request would only find it again.
        await records.CompleteAsync([(reserved, signed)], CancellationToken.None);
        return new MadeAward(reserved.Document, IsNew: true);
    }
}

/// <param name="IsNew">False when this very award was there before.</param>
public sealed record MadeAward(AwardDocument Document, bool IsNew);
