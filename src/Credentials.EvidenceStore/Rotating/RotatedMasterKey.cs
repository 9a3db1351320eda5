namespace Credentials.EvidenceStore.Rotating;

/// <summary>What a rotation of the master key did.</summary>
/// <param name="Current">Id of the key that everything is sealed under now.</param>
/// <param name="WasResumed">Whether an earlier run had begun it.</param>
/// <param name="Learners">Learners' keys that this run wrapped anew.</param>
/// <param name="Others">What else it sealed anew: erasures, status lists' keys, class lists.</param>
/// <param name="Retired">The keys that nothing is sealed under any more.</param>
/// <param name="Removed">Of their files, those that are gone.</param>
/// <param name="IsForgotten">Whether the engine's files hold nothing of what was sealed under them; false: other readers were at work, and later writes will see to it.</param>
public sealed record RotatedMasterKey(
    string Current, bool WasResumed, long Learners, long Others, IReadOnlyList<string> Retired, IReadOnlyList<string> Removed, bool IsForgotten);
