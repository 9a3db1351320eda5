namespace Credentials.EvidenceStore.Storage.Sql;

internal enum CommitStage
{
    Beginning,
    Running,
    Committing,
}

/// <summary>Why a group's transaction came to nothing, and what may be done about it.</summary>
internal sealed record CommitFailure(Exception Reason, CommitStage Stage)
{
    private const int FewAttempts = 4;
    private const int AttemptsAlone = 20;

    /// <summary>A group that met another's change is run together once more, then each operation alone.</summary>
    private const int AttemptsTogether = 2;

    private SqlFault? Fault => (Reason as SqlException)?.Fault;

    /// <summary>Whether it is certainly undone and likely to succeed when run again.</summary>
    public bool PassesAfter(int attempts, int operations) => attempts < (operations > 1 ? AttemptsTogether : AttemptsAlone) && Fault switch
    {
        // A value taken meanwhile is a conflict too: each further attempt sees it and may meet the next one of a chunk.
        SqlFault.Conflict or SqlFault.Taken => true,
        SqlFault.Lost => Stage == CommitStage.Running && attempts < FewAttempts,
        _ => false,
    };

    /// <summary>Certainly undone, and perhaps for one of its operations only.</summary>
    public bool SparesOthers => Stage == CommitStage.Running || (Stage == CommitStage.Committing && Fault is not (SqlFault.Lost or SqlFault.Broken));

    public bool BreaksWriting => Stage == CommitStage.Committing && Fault == SqlFault.Broken;

    /// <summary>What the operation's caller is told.</summary>
    public Exception Told => (Reason, Stage, Fault) switch
    {
        (not SqlException, _, _) => Reason,
        (_, CommitStage.Beginning, _) => new StorageException("The database does not accept writing now.", Reason),
        (_, _, SqlFault.Conflict) => new StorageException("The database is too busy: other changes came between again and again.", Reason),
        (_, CommitStage.Running, _) => new StorageException("The database refused a change.", Reason),
        (_, _, SqlFault.Broken) => new StorageException("The database could not be written; the service must be restarted.", Reason),
        (_, _, SqlFault.Lost) => new StorageException("The database went away during a commit; whether it took place is not known.", Reason),
        _ => new StorageException("The database could not be written.", Reason),
    };
}
