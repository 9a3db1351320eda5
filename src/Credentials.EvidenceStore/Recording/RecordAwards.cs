using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Recording;

/// <summary>
/// Records awards in two steps: reserve (natural key, learner, status slot) before anything is signed, complete with what was signed.
/// The caller signs in between; a crash in between leaves a reservation that the same request completes.
/// </summary>
public sealed class RecordAwards
{
    /// <summary>
    /// Reserves each. The same request again answers the award that is there; the same natural key with other content is
    /// <see cref="ProblemCode.AwardConflict"/>. The caller's order is kept.
    /// </summary>
    public Task<IReadOnlyList<Result<ReservedAward>>> ReserveAsync(IReadOnlyList<AwardToReserve> awards, CancellationToken cancel = default) =>
        throw new NotImplementedException();

    /// <summary>Stores what was signed; when this returns it is durable and may be acknowledged.</summary>
    public Task CompleteAsync(IReadOnlyList<(ReservedAward Award, SignedCredential Credential)> awards, CancellationToken cancel = default) =>
        throw new NotImplementedException();
}

/// <param name="BatchId">The batch that asks, with its row, or null.</param>
public sealed record AwardToReserve(CheckedAward Award, Guid? BatchId = null, int? BatchRow = null);

/// <summary>An award that has its id and status slot.</summary>
/// <param name="IsIssued">True when it was there and complete before: nothing is left to sign.</param>
/// <param name="ByThisRow">True when this very batch row reserved or issued it before a crash.</param>
public sealed record ReservedAward(AwardDocument Document, CheckedAward Award, StatusSlot Slot, bool IsIssued, bool ByThisRow);
