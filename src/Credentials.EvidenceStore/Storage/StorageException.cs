namespace Credentials.EvidenceStore.Storage;

/// <summary>The storage cannot be used: it is lost, locked, full, of another version, or its secrets do not fit. The message names what to look at.</summary>
public sealed class StorageException : Exception
{
    public StorageException()
    {
    }

    public StorageException(string message)
        : base(message)
    {
    }

    public StorageException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
