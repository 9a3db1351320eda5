using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Erasing;

/// <summary>
/// Erases a person: takes everything personal out of each record, ends the links, and destroys the learner's key, last. The clear facts of the records
/// stay, and so do credentials in their holders' hands, which are revoked or not as was asked. An erasure that was interrupted is taken up again.
/// </summary>
public sealed class EraseLearners : IDisposable
{
    private const int MostForgetting = 8;

    private readonly IEvidenceStorage _storage;
    private readonly StoreSecrets _secrets;
    private readonly EraseRecords _records;
    private readonly EraseRowErrors _rowErrors;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _forgetting = new(1, 1);

    // Whether files of the engine may hold what was erased, from before this process too.
    private volatile bool _mustForget = true;

    internal EraseLearners(IEvidenceStorage storage, StoreSecrets secrets, EraseRecords records, EraseRowErrors rowErrors, TimeProvider time) =>
        (_storage, _secrets, _records, _rowErrors, _time) = (storage, secrets, records, rowErrors, time);

    /// <summary>
    /// Durable. Erases the learner with all aliases. Asked again it goes on with what is left; what was asked first holds.
    /// <see cref="ProblemCode.InvalidInput"/> where the reason names the person: the reason is kept.
    /// </summary>
    public async Task<Result<LearnerGroup>> RunAsync(Guid learner, bool revokes, string reason, string actor, CancellationToken cancel = default)
    {
        if (await LearnerGroup.FindAsync(_storage, learner, cancel) is not { } group)
            return JoinLearners.NoLearner;
        foreach (var member in group.Members.Where(member => member.State == LearnerState.Present))
        {
            if (await _records.IsNamedInAsync(member, reason, cancel))
            {
                return new Problem(ProblemCode.InvalidInput, "The erasure has faults.")
                {
                    Errors = [new("/reason", "names-the-learner", "The reason is kept, so it must not name the person: say it without.")],
                };
            }
        }
        var asked = new AskedErasure(_time.GetUtcNow(), actor, revokes, reason);
        foreach (var member in group.Members)
            await EraseAsync(member.Id, asked, cancel);
        await ForgetAsync(cancel);
        return (await LearnerGroup.FindAsync(_storage, learner, cancel))!;
    }

    /// <summary>Goes on with erasures that a crash or a caller who left interrupted; false when something is left to be tried again.</summary>
    public async Task<bool> ResumeAsync(CancellationToken cancel = default)
    {
        foreach (var learner in await _storage.ListErasingLearnersAsync(cancel))
            await EraseAsync(learner.Id, AskedErasure.Open(_secrets.Master, learner), cancel);
        return await ForgetAsync(cancel);
    }

    private async Task EraseAsync(Guid id, AskedErasure asked, CancellationToken cancel)
    {
        while (await _storage.FindLearnerAsync(id, cancel) is { State: not LearnerState.Erased } learner)
        {
            if (learner.State == LearnerState.Present)
            {
                await _secrets.Master.SealingAsync(
                    () => _storage.ReplaceLearnerAsync(
                        learner with { State = LearnerState.Erasing, Version = learner.Version + 1, SealedErasure = asked.Seal(_secrets.Master, id) }, cancel),
                    cancel);
                continue;
            }
            _mustForget = true;
            var first = AskedErasure.Open(_secrets.Master, learner);
            // Row errors are told from others' by the person's names, which the records hold: so they come first.
            await _rowErrors.RunAsync(await _records.ReadPersonAsync(learner, cancel), cancel);
            await _records.RunAsync(learner, first.Revokes, cancel);
            await _storage.EraseLearnerAsync(
                learner with { State = LearnerState.Erased, Version = learner.Version + 1, WrappedKey = default, ErasedAt = _time.GetUtcNow() }, cancel);
        }
    }

    // One at a time: whoever waited finds it done.
    private async Task<bool> ForgetAsync(CancellationToken cancel)
    {
        await _forgetting.WaitAsync(cancel);
        try
        {
            for (var attempt = 0; _mustForget && attempt < MostForgetting; attempt++)
            {
                if (await _storage.ForgetAsync(cancel))
                    _mustForget = false;
            }
            return !_mustForget;
        }
        finally
        {
            _forgetting.Release();
        }
    }

    public void Dispose() => _forgetting.Dispose();
}
