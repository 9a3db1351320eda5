using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;

namespace Credentials.EvidenceStore.Registering;

/// <summary>Registers proofs from outside, each once: supplier and reference name it for ever.</summary>
public sealed class RegisterProofs
{
    // Each further round is for a learner that another caller added meanwhile; one learner can be added but once.
    private const int MostRounds = 5;

    private readonly IEvidenceStorage _storage;
    private readonly StoreSecrets _secrets;
    private readonly TimeProvider _time;

    internal RegisterProofs(IEvidenceStorage storage, StoreSecrets secrets, TimeProvider time) => (_storage, _secrets, _time) = (storage, secrets, time);

    /// <summary>
    /// Durable. The same proof again answers the record that is there; the same supplier and reference with other content is
    /// <see cref="ProblemCode.RecordConflict"/>, and stays so after a cancellation: what corrects it has a reference of its own.
    /// </summary>
    /// <param name="proof">What its supplier says.</param>
    /// <param name="scope">The centre that registers it, within which learners match; null for authorities.</param>
    /// <param name="by">The id of the API key, or <c>import</c>.</param>
    /// <param name="cancelled">How it was cancelled already before it came here; null: it was not.</param>
    /// <param name="cancel">Gives up waiting; it may be registered all the same.</param>
    public async Task<Result<RegisteredProof>> RunAsync(
        OutsideProof proof, string? scope, string by, AwardEvent? cancelled = null, CancellationToken cancel = default)
    {
        var content = OutsideProofJson.Write(proof);
        // LED's reference is not the supplier's, and of one proof LED may give several.
        var digest = _secrets.Match.DigestOf(proof.Led?.Bewijsreferte is null ? content : OutsideProofJson.Write(proof with { Led = proof.Led with { Bewijsreferte = null } }));
        var reference = _secrets.Match.ReferenceOf(proof.Supplier, proof.Reference);
        // No slug has a space, so that no supplier's learners are a centre's.
        var match = _secrets.Match.LearnerOf(scope ?? $"supplier {MatchKey.Fold(proof.Supplier)}", proof);
        var known = (await _storage.FindLearnersByMatchAsync([match], cancel))[0];
        if (await _storage.FindProofByReferenceAsync(reference, cancel) is { } there)
            return Again(there, digest, known?.Id);
        for (var round = 0; round < MostRounds; round++)
        {
            var (added, key) = known is not { State: LearnerState.Present } ? _secrets.Master.NewLearner(_time.GetUtcNow()) : (null, _secrets.Master.Unwrap(known));
            var document = Seal(proof, content, digest, key, by, cancelled);
            var outcomes = await _secrets.Master.SealingAsync(
                () => _storage.RegisterProofsAsync([new(document, reference, match, _secrets.Master.UnderCurrent(added))], cancel), cancel);
            switch (outcomes[0])
            {
                case ProofOutcome.Exists exists:
                    return Again(exists.Proof, digest, key.Learner);
                case ProofOutcome.LearnerExists exists:
                    known = exists.Learner;
                    break;
                case ProofOutcome.LearnerErased:
                    known = null;
                    break;
                case ProofOutcome.CannotReplace:
                    return CannotReplace("/replaces");
                default:
                    return new RegisteredProof(document, IsNew: true);
            }
        }
        throw new InvalidOperationException("learners change faster than a proof can be registered");
    }

    internal static Problem CannotReplace(string pointer) => new(ProblemCode.InvalidInput, "The proof has faults.")
    {
        Errors = [new(pointer, InputReasons.CannotReplace, "A proof replaces a cancelled one of the same learner that nothing else replaces.")],
    };

    private static Result<RegisteredProof> Again(ProofDocument there, byte[] digest, Guid? learner)
    {
        if (there.ContentDigest.Span.SequenceEqual(digest))
            return new RegisteredProof(there, IsNew: false);
        var error = there.Record.LearnerId == learner
            ? new InputError("/reference", InputReasons.ReferenceTaken, "This learner's proof of this supplier and reference is registered with other content.")
            : new InputError("/reference", InputReasons.ReferenceOfAnother, "The proof of this supplier and reference is another learner's.");
        return new Problem(
            ProblemCode.RecordConflict,
            "This supplier registered another proof under this reference. A correction is a cancellation and a new registration with a reference of its own.")
        {
            Errors = [error],
        };
    }

    private ProofDocument Seal(OutsideProof proof, byte[] content, byte[] digest, LearnerKey key, string by, AwardEvent? cancelled)
    {
        var now = _time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return new()
        {
            Record = new()
            {
                Id = id,
                Source = RecordSource.Proof,
                LearnerId = key.Learner,
                Facts = OutsideProofJson.FactsOf(proof),
                Status = cancelled is null ? RecordStatus.Registered : RecordStatus.Cancelled,
                ChangedAt = cancelled?.At,
                RecordedAt = now,
            },
            Version = 1,
            ContentDigest = digest,
            SealedContent = key.SealContent(id, content),
            SealedJournal = cancelled is null ? default : key.SealJournal(id, StoredJournal.Write([cancelled])),
            Replaces = proof.Replaces,
            RecordedBy = by,
        };
    }
}

/// <param name="IsNew">False when it was registered before.</param>
public sealed record RegisteredProof(ProofDocument Proof, bool IsNew);
