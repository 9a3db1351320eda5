namespace Credentials.EvidenceStore.Storage;

/// <summary>What came of asking for a person.</summary>
public enum LookupOutcome
{
    Found = 0,
    NotFound = 1,

    /// <summary>Not answered: no purpose, the wrong role, another centre's learner, a faulty number, or too many of them.</summary>
    Refused = 2,

    /// <summary>Not a look-up: the learner was found to be the same person as another, by somebody or by a number that replaces another.</summary>
    Joined = 3,

    /// <summary>Not a look-up: that was undone.</summary>
    Parted = 4,
}

/// <summary>A line of the journal of look-ups: never changed, except that erasing the learner empties the purpose.</summary>
/// <param name="LearnerId">Whom the number belongs to; null where it is nobody's.</param>
/// <param name="By">Id of the API key.</param>
/// <param name="Role">The key's role.</param>
/// <param name="SealedPurpose">What for, under the learner's key; empty where nothing was said, or nobody was found: it may name the person.</param>
public sealed record LookupDocument(
    Guid Id, Guid? LearnerId, DateTimeOffset At, string By, string Role, LookupOutcome Outcome, ReadOnlyMemory<byte> SealedPurpose);
