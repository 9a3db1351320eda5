namespace Credentials.EvidenceStore.Mailing;

/// <summary>Section <c>Mail</c>: whether and how learners are written to.</summary>
public sealed record MailOptions
{
    /// <summary>The mail server. Without it mails go into <see cref="Folder"/>; without that too only Development makes any, in <c>mail</c> in the data folder.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary>By which name the server knows us; null where it asks for none.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Whether the connection is encrypted by STARTTLS; a server that offers none is not used.</summary>
    public bool StartTls { get; init; } = true;

    /// <summary>The address in whose name mails are sent. Answers go to the centre's own address, where it has one.</summary>
    public string? From { get; init; }

    /// <summary>Each mail as a file <c>*.eml</c> in this folder, in place of a mail server.</summary>
    public string? Folder { get; init; }

    /// <summary>No mail is made, also not in Development.</summary>
    public bool Off { get; init; }

    /// <summary>How many mails a second one process sends at most, so that a class list does not look like an attack.</summary>
    public double PerSecond { get; init; } = 10;

    /// <summary>How long one mail may take, connecting included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How much longer than <see cref="Timeout"/> nobody else sends what one process has taken.</summary>
    public TimeSpan ClaimMargin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the second attempt waits; each further one waits twice as long as the one before.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How long attempts are made before a mail is left to a person.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(4);

    /// <summary>How long after the award a learner who has not opened the own page is reminded; null: never.</summary>
    public TimeSpan? RemindAfter { get; init; }
}
