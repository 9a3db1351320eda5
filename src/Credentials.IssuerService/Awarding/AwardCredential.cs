using System.Text.Json;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.IssuerService.Issuing;
using Credentials.Issuing;

namespace Credentials.IssuerService.Awarding;

/// <summary>
/// Awards one credential: checked, reserved, signed, checked by our own verifier, stored; only then acknowledged.
/// The same award again answers the one that is there.
/// </summary>
public sealed class AwardCredential(IssuingCentres centres, CheckAward check, RecordAwards records, ForeseeAwards foresee, IssueCredential issue)
{
    private const int Attempts = 3;

    public async Task<Result<MadeAward>> RunAsync(string centre, JsonElement body, CancellationToken cancel = default)
    {
        if (await centres.FindAsync(centre, cancel) is not { } issuing)
            return new Problem(ProblemCode.NotFound, "there is no such centre");
        if (!(await ReserveAsync(issuing, body, cancel)).TryGet(out var reserved, out var refused))
            return refused;
        if (reserved.IsIssued)
            return new MadeAward(reserved.Document, IsNew: false);
        if (!(await SignAsync(reserved, issuing, cancel)).TryGet(out var signed, out var failed))
            return failed;

        // What was asked for and signed is finished even when the caller has hung up: the same request would only find it again.
        var stored = (await records.CompleteAsync([(reserved, signed)], CancellationToken.None))[0];
        return stored.Problem is { } erased ? erased : new MadeAward(reserved.Document, reserved.IsNew);
    }

    /// <summary>
    /// Whether it could be awarded once another award is out of the way, and would be another than that; changes nothing. <see cref="ProblemCode.InvalidInput"/>
    /// where nothing would be different.
    /// </summary>
    /// <param name="centre">Who awards.</param>
    /// <param name="body">As of <c>POST /api/awards</c>.</param>
    /// <param name="inPlaceOf">The award that would be revoked first.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Problem?> FaultInPlaceOfAsync(string centre, JsonElement body, Guid inPlaceOf, CancellationToken cancel = default)
    {
        if (await centres.FindAsync(centre, cancel) is not { } issuing)
            return new Problem(ProblemCode.NotFound, "there is no such centre");
        if (!(await check.RunAsync(body, issuing, cancel)).TryGet(out var award, out var fault))
            return fault;
        var foreseen = (await foresee.RunAsync([award], cancel))[0];
        return foreseen.IsThere
            ? new Problem(ProblemCode.InvalidInput, "Nothing would be different.") { Errors = [new InputError("", InputReasons.NothingDifferent, "This very award is there already.")] }
            : foreseen.Conflict is { } conflict && conflict.Existing != inPlaceOf ? conflict : null;
    }

    private async ValueTask<Result<SignedCredential>> SignAsync(ReservedAward reserved, IssuingCentre issuing, CancellationToken cancel)
    {
        while (true)
        {
            var signed = await issue.RunAsync(reserved, issuing, cancel);
            if (!signed.IsSuccess || await centres.FindChangedAsync(issuing, cancel) is not { } changed)
                return signed;
            issuing = changed;
        }
    }

    /// <summary>Checks and reserves; again where the achievement got a new version in between.</summary>
    internal async Task<Result<ReservedAward>> ReserveAsync(
        IssuingCentre centre, JsonElement body, CancellationToken cancel, Guid? batch = null, int? row = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (!(await check.RunAsync(body, centre, cancel)).TryGet(out var award, out var fault))
                return fault;
            var reserved = (await records.ReserveAsync([new AwardToReserve(award, batch, row)], cancel))[0];
            if (reserved.Problem?.Code != ProblemCode.VersionConflict || attempt == Attempts)
                return reserved;
        }
    }
}

/// <param name="IsNew">False when this very award was there before.</param>
public sealed record MadeAward(AwardDocument Document, bool IsNew);
