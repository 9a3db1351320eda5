using System.Collections.Frozen;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>Kinds and states of mails as calls, metrics and texts spell them.</summary>
internal static class MailWords
{
    private static readonly FrozenDictionary<string, MailState> States = Enum.GetValues<MailState>().ToFrozenDictionary(Of);

    public static string All { get; } = string.Join(", ", Enum.GetValues<MailState>().Select(Of));

    public static string Of(MailState state) => state.ToString().ToLowerInvariant();

    public static string Of(MailKind kind) => kind.ToString().ToLowerInvariant();

    public static MailState? Read(string word) => States.TryGetValue(word, out var state) ? state : null;
}
