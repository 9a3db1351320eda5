namespace Credentials.EvidenceStore.Storage;

/// <summary>An engine in an assembly of its own beside the app, which the app loads only where <c>Storage:Engine</c> asks for it.</summary>
public interface IStorageEngine
{
    /// <summary>Opens the database, making what it needs there.</summary>
    /// <exception cref="StorageException">It cannot be reached, or is not as it must be. The message never holds the connection string.</exception>
    IEvidenceStorage Open(string connectionString);
}
