using System.Collections.Frozen;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.OwnPages;

/// <summary>Kinds and states of requests as calls and texts spell them.</summary>
public static class RequestWords
{
    private static readonly FrozenDictionary<string, LearnerRequestKind> Kinds = Enum.GetValues<LearnerRequestKind>().ToFrozenDictionary(Of);
    private static readonly FrozenDictionary<string, LearnerRequestState> States = Enum.GetValues<LearnerRequestState>().ToFrozenDictionary(Of);

    internal static string AllKinds { get; } = string.Join(", ", Enum.GetValues<LearnerRequestKind>().Select(Of));

    internal static string AllStates { get; } = string.Join(", ", Enum.GetValues<LearnerRequestState>().Select(Of));

    public static string Of(LearnerRequestKind kind) => kind.ToString().ToLowerInvariant();

    public static string Of(LearnerRequestState state) => state.ToString().ToLowerInvariant();

    public static LearnerRequestKind? ReadKind(string word) => Kinds.TryGetValue(word, out var kind) ? kind : null;

    public static LearnerRequestState? ReadState(string word) => States.TryGetValue(word, out var state) ? state : null;
}
