namespace Credentials.EvidenceStore.Storage;

/// <summary>What a mail to a learner is about. The numbers are stored.</summary>
public enum MailKind
{
    Award = 0,
    Suspension = 1,
    Reinstatement = 2,
    Revocation = 3,

    /// <summary>The transaction code of an offer to a wallet.</summary>
    Code = 4,

    /// <summary>The learner's own page was not opened yet.</summary>
    Reminder = 5,

    /// <summary>The code with which a learner confirms what is changed on the own page.</summary>
    Confirmation = 6,

    /// <summary>What the centre answered to a request of the learner.</summary>
    Answer = 7,

    /// <summary>It was revoked because something in it was wrong, and a corrected one follows.</summary>
    Correction = 8,
}

/// <summary>How far a mail has come. The numbers are stored.</summary>
public enum MailState
{
    /// <summary>It is to be sent when it is due.</summary>
    Waiting = 0,

    /// <summary>The mail server, or the folder, has it.</summary>
    Sent = 1,

    /// <summary>Every attempt failed, for days: a person has to look.</summary>
    Dead = 2,

    /// <summary>The mail server will not have it, so that trying again does not help: a person has to look.</summary>
    Refused = 3,

    /// <summary>It is not sent any more, because what it would say no longer holds, or the learner is erased.</summary>
    Ended = 4,
}

/// <summary>
/// A mail to the learner of an award: an entry of the outbox, written in the commit of what it tells of. Nothing in it is personal: name, address, title
/// and reason are read from the award, under the learner's key, at each attempt.
/// </summary>
public sealed record MailDocument
{
    /// <summary>Stands in the Message-ID, which is the same at each attempt.</summary>
    public required Guid Id { get; init; }

    public required Guid AwardId { get; init; }

    public required string Centre { get; init; }

    public required MailKind Kind { get; init; }

    /// <summary>The offer that a <see cref="MailKind.Code"/> is for, the request that an <see cref="MailKind.Answer"/> is to.</summary>
    public Guid? AboutId { get; init; }

    public required MailState State { get; init; }

    /// <summary>Attempts since it last began to wait.</summary>
    public int Attempts { get; init; }

    /// <summary>When what it tells of happened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when attempts are made; after days of them in vain it is given up.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>No attempt begins before. While one is under way: until when nobody else begins another.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Why the last attempt failed, or why it ended: a code, never a text that could name somebody.</summary>
    public string? Fault { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>1 for a new one; each change adds one.</summary>
    public required long Version { get; init; }

    /// <summary>A new one that waits.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="award">The award.</param>
    /// <param name="centre">Whose it is.</param>
    /// <param name="at">When that happened.</param>
    /// <param name="after">How long it is to wait; null: not at all.</param>
    public static MailDocument New(MailKind kind, Guid award, string centre, DateTimeOffset at, TimeSpan? after = null) => new()
    {
        Id = Guid.CreateVersion7(at),
        AwardId = award,
        Centre = centre,
        Kind = kind,
        State = MailState.Waiting,
        CreatedAt = at,
        Since = at + (after ?? TimeSpan.Zero),
        NextAt = at + (after ?? TimeSpan.Zero),
        Version = 1,
    };
}

/// <summary>Takes mails that are due, so that nobody else sends them meanwhile.</summary>
/// <param name="Now">What waits until then is due.</param>
/// <param name="Until">When the claim lapses.</param>
/// <param name="Limit">How many at most, those first that are due longest.</param>
public sealed record MailClaim(DateTimeOffset Now, DateTimeOffset Until, int Limit);

/// <param name="Centre">Whose; null for all.</param>
public sealed record MailQuery(string? Centre, MailState? State, string? Cursor, int Limit);
