using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>The keys of learners whose awards are in the outbox, some of whom may be erased.</summary>
internal sealed class LedKeys(IEvidenceStorage storage, StoreSecrets secrets)
{
    /// <summary>Null where the learner is erased, or is being erased: nothing of that person leaves any more.</summary>
    public async Task<LearnerKey?> FindAsync(Guid learner, CancellationToken cancel) =>
        await storage.FindLearnerAsync(learner, cancel) is { State: LearnerState.Present } document ? secrets.Master.Unwrap(document) : null;
}
