namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>An engine's transactions for writing, on one connection; used by the thread of <see cref="GroupCommit"/> only.</summary>
internal abstract class SqlWriter : IDisposable
{
    public abstract SqlConnection Connection { get; }

    /// <summary>Begins a transaction whose commit waits for the disk, or only keeps its place in the engine's one log.</summary>
    /// <exception cref="SqlException">The engine does not accept writing now.</exception>
    public abstract void Begin(bool isDurable);

    /// <exception cref="SqlException">With <see cref="SqlFault.Conflict"/> it is undone for certain.</exception>
    public abstract void Commit();

    /// <summary>Leaves no transaction open. Never fails: a connection that is lost has undone it by itself.</summary>
    public abstract void RollBack();

    /// <summary>After each group: what the engine wants done between transactions.</summary>
    public abstract void Tidy();

    public abstract void Dispose();
}
