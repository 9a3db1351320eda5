namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Runs reads, each on a connection that it has for itself meanwhile. A read may run again on another connection.</summary>
internal interface ISqlReaders : IDisposable
{
    /// <exception cref="StorageException">The database could not be read.</exception>
    Task<T> ReadAsync<T>(Func<SqlConnection, T> read, CancellationToken cancel);
}
