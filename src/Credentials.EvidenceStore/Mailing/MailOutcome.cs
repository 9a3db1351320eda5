namespace Credentials.EvidenceStore.Mailing;

internal enum MailOutcomeKind
{
    /// <summary>The server or the folder has it.</summary>
    Sent,

    /// <summary>There is nothing to say any more; nothing was sent.</summary>
    Ended,

    /// <summary>The server does not take it for this address, and never will.</summary>
    Refused,

    /// <summary>This one failed, and may succeed later.</summary>
    Failed,

    /// <summary>As <see cref="Failed"/>, and so would every other: the server cannot be reached, or lets nobody in.</summary>
    Unreached,
}

/// <param name="Fault">A code of ours or the server's number, never its words, which may name the learner.</param>
internal sealed record MailOutcome(MailOutcomeKind Kind, string? Fault = null)
{
    public static MailOutcome Sent { get; } = new(MailOutcomeKind.Sent);

    public static MailOutcome Ended(string why) => new(MailOutcomeKind.Ended, why);
}
