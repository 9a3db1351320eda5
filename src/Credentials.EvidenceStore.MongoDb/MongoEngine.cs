using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.MongoDb;

/// <summary>What the app finds in this assembly.</summary>
public sealed class MongoEngine : IStorageEngine
{
    public IEvidenceStorage Open(string connectionString) => MongoEvidenceStorage.Open(connectionString);
}
