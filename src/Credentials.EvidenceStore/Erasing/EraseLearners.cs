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
        await EraseAsync(learner, new(_time.GetUtcNow(), actor, revokes, reason), cancel);
        await ForgetAsync(cancel);
        return (await LearnerGroup.FindAsync(_storage, learner, cancel))!;
    }

    /// <summary>
    /// Durable. Erases the learner with all aliases for a centre that has every record of them. False where it has not: then nobody is erased. It is looked
    /// at when all are marked, because nothing is recorded for whom is marked.
    /// </summary>
    internal async Task<bool> RunOwnAsync(Guid learner, string centre, bool revokes, string reason, string actor, CancellationToken cancel)
    {
        await EraseAsync(learner, new(_time.GetUtcNow(), actor, revokes, reason) { OnlyOf = centre }, cancel);
        await ForgetAsync(cancel);
        return (await LearnerGroup.FindAsync(_storage, learner, cancel))!.Members.All(member => member.State != LearnerState.Present);
    }

    /// <summary>Goes on with erasures that a crash or a caller who left interrupted; false when something is left to be tried again.</summary>
    public async Task<bool> ResumeAsync(CancellationToken cancel = default)
    {
        var isDone = true;
        foreach (var learner in await _storage.ListErasingLearnersAsync(cancel))
            isDone &= await EraseAsync(learner.Id, AskedErasure.Open(_secrets.Master, learner), cancel);
        return await ForgetAsync(cancel) && isDone;
    }

    private async Task<bool> EraseAsync(Guid learner, AskedErasure asked, CancellationToken cancel)
    {
        while (true)
        {
            // All of them are marked first: nobody can be joined to them from then on, and whoever was at the last moment is marked too.
            while (await MarkAsync(learner, asked, cancel))
            {
            }
            var group = (await LearnerGroup.FindAsync(_storage, learner, cancel))!;
            if (asked.OnlyOf is { } centre && !await RecordsOfOne.AreAllAsync(_storage, centre, group, cancel))
            {
                while (await UnmarkAsync(learner, centre, cancel))
                {
                }
                return true;
            }
            var isDone = true;
            foreach (var member in group.Ids)
                isDone &= await EraseOneAsync(member, cancel);
            // Somebody else's mark may have been taken off meanwhile.
            if (asked.OnlyOf is not null || !(await LearnerGroup.FindAsync(_storage, learner, cancel))!.Members.Any(member => member.State == LearnerState.Present))
                return isDone;
        }
    }

    /// <summary>Takes the mark off where a centre set it and nothing was erased yet; false when there was nobody left.</summary>
    private async Task<bool> UnmarkAsync(Guid learner, string centre, CancellationToken cancel)
    {
        var marked = (await LearnerGroup.FindAsync(_storage, learner, cancel))!.Members
            .Where(member => member.State == LearnerState.Erasing && AskedErasure.Open(_secrets.Master, member) is { SealedPerson: null } asked && asked.OnlyOf == centre)
            .ToList();
        foreach (var member in marked)
        {
            await _storage.ReplaceLearnerAsync(
                member with { State = LearnerState.Present, Version = member.Version + 1, SealedErasure = default }, cancel);
        }
        return marked.Count > 0;
    }

    /// <summary>False when there was nobody left to mark.</summary>
    private async Task<bool> MarkAsync(Guid learner, AskedErasure asked, CancellationToken cancel)
    {
        var present = (await LearnerGroup.FindAsync(_storage, learner, cancel))!.Members.Where(member => member.State == LearnerState.Present).ToList();
        foreach (var member in present)
        {
            await _secrets.Master.SealingAsync(
                () => _storage.ReplaceLearnerAsync(
                    member with { State = LearnerState.Erasing, Version = member.Version + 1, SealedErasure = asked.Seal(_secrets.Master, member.Id) }, cancel),
                cancel);
        }
        return present.Count > 0;
    }

    /// <summary>False when class lists that may name the person are still worked on: the erasure is taken up again when they have ended.</summary>
    private async Task<bool> EraseOneAsync(Guid id, CancellationToken cancel)
    {
        while (await _storage.FindLearnerAsync(id, cancel) is { State: LearnerState.Erasing } learner)
        {
            _mustForget = true;
            var asked = AskedErasure.Open(_secrets.Master, learner);
            var key = _secrets.Master.Unwrap(learner);
            if (asked.SealedPerson is not { } sealedPerson)
            {
                // Row errors are told from others' by what the records say of the person: so that is kept until both are clean.
                var read = asked with { SealedPerson = key.SealPerson((await _records.ReadPersonAsync(learner, cancel)).Write()) };
                await _secrets.Master.SealingAsync(
                    () => _storage.ReplaceLearnerAsync(learner with { Version = learner.Version + 1, SealedErasure = read.Seal(_secrets.Master, id) }, cancel),
                    cancel);
                continue;
            }
            var isClean = await _rowErrors.RunAsync(ErasedPerson.Read(key.OpenPerson(sealedPerson)), asked.At, cancel);
            await _records.RunAsync(learner, asked.Revokes, cancel);
            if (!isClean)
                return false;
            await _secrets.Master.SealingAsync(
                () => _storage.EraseLearnerAsync(
                    learner with
                    {
                        State = LearnerState.Erased,
                        Version = learner.Version + 1,
                        WrappedKey = default,
                        ErasedAt = _time.GetUtcNow(),
                        SealedErasure = (asked with { SealedPerson = null }).Seal(_secrets.Master, id),
                    },
                    cancel),
                cancel);
        }
        return true;
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
