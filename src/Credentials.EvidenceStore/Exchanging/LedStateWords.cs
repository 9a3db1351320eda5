using System.Collections.Frozen;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>The states of entries as calls and metrics spell them.</summary>
internal static class LedStateWords
{
    private static readonly FrozenDictionary<LedEntryState, string> Words = new Dictionary<LedEntryState, string>
    {
        [LedEntryState.Waiting] = "waiting",
        [LedEntryState.Sent] = "sent",
        [LedEntryState.Refused] = "refused",
        [LedEntryState.Dead] = "dead",
        [LedEntryState.ToCancel] = "to-cancel",
        [LedEntryState.Cancelled] = "cancelled",
        [LedEntryState.NoNumber] = "no-number",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, LedEntryState> States = Words.ToFrozenDictionary(word => word.Value, word => word.Key);

    public static string All { get; } = string.Join(", ", Words.OrderBy(word => word.Key).Select(word => word.Value));

    public static string Of(LedEntryState state) => Words[state];

    public static LedEntryState? Read(string word) => States.TryGetValue(word, out var state) ? state : null;
}
