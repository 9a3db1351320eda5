using Credentials.Frameworks;

namespace Credentials.EvidenceStore.Storage;

/// <param name="Proof">The proof; where it names what it <see cref="ProofDocument.Replaces"/>, that proof gets the link back in the same commit.</param>
/// <param name="ReferenceKey">Keyed hash of supplier and reference, which name one proof for ever.</param>
/// <param name="LearnerMatchKey">The learner's keyed match hash.</param>
/// <param name="NewLearner">The learner to add under <paramref name="LearnerMatchKey"/>; null when the proof's learner is stored already.</param>
public sealed record ProofRegistration(
    ProofDocument Proof, ReadOnlyMemory<byte> ReferenceKey, ReadOnlyMemory<byte> LearnerMatchKey, LearnerDocument? NewLearner);

/// <summary>What came of one registration.</summary>
public abstract record ProofOutcome
{
    private ProofOutcome()
    {
    }

    public sealed record Registered : ProofOutcome;

    /// <summary>Supplier and reference are taken, by a proof that may be cancelled.</summary>
    public sealed record Exists(ProofDocument Proof) : ProofOutcome;

    /// <summary>The match key was taken meanwhile: seal for this learner and register again.</summary>
    public sealed record LearnerExists(LearnerDocument Learner) : ProofOutcome;

    /// <summary>The proof's learner is being erased or was: whoever comes now is a new one. Find the learner and register again.</summary>
    public sealed record LearnerErased : ProofOutcome;

    /// <summary>What it is to replace is no cancelled proof of the same learner, or is replaced already.</summary>
    public sealed record CannotReplace : ProofOutcome;
}

/// <summary>Which records; every condition that is given must hold.</summary>
/// <param name="Limit">The most items of a page.</param>
public sealed record RecordQuery(int Limit)
{
    public Guid? Learner { get; init; }

    /// <summary>Further learners who are the same person as <see cref="Learner"/>.</summary>
    public IReadOnlyList<Guid> Aliases { get; init; } = [];

    /// <summary>Records of this institution, and of them only this centre's and those from outside: what a centre may see.</summary>
    public (string Centre, string Institution)? VisibleTo { get; init; }

    public int? VksLevel { get; init; }

    public int? EqfLevel { get; init; }

    /// <summary>A field of ISCED-F 2013, with the narrower fields under it.</summary>
    public string? Field { get; init; }

    /// <summary>First day obtained; of a record with a month or year only, its first day counts.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    public string? Institution { get; init; }

    public string? Centre { get; init; }

    public Achievements.ProofKind? Kind { get; init; }

    public RecordStatus? Status { get; init; }

    public RecordSource? Source { get; init; }

    public string? Cursor { get; init; }

    /// <summary>The codes of <see cref="Field"/>: its own and those of the narrower fields; none where there is no such field.</summary>
    internal IReadOnlyList<string> FieldCodes => Field is { } asked
        ? [.. IscedField.All.Select(one => one.Code).Where(code => code.StartsWith(asked, StringComparison.Ordinal))]
        : [];
}
