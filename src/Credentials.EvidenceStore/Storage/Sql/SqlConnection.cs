namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// One connection to an engine, used by one thread at a time. Statements are written once for every engine: parameters as <c>?</c> in order, SQL that all
/// of them understand; what they spell differently is in <see cref="Dialect"/>.
/// </summary>
internal abstract class SqlConnection : IDisposable
{
    public abstract SqlDialect Dialect { get; }

    /// <summary>What this transaction knows to be the current master key (see <see cref="MasterKeyRows"/>); null before it asked.</summary>
    public string? MasterKeyInTransaction { get; set; }

    /// <summary>
    /// The statement, prepared at its first use. <paramref name="sql"/> must be a constant or kept: statements are found again by reference.
    /// Its rows are read before another statement of this connection is used.
    /// </summary>
    public abstract SqlStatement Use(string sql);

    public abstract void Dispose();
}
