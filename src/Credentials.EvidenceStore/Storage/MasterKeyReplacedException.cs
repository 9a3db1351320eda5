namespace Credentials.EvidenceStore.Storage;

/// <summary>What was to be stored is sealed under a master key that another has replaced: seal it anew under the current one. Nothing was changed.</summary>
public sealed class MasterKeyReplacedException : Exception
{
    public MasterKeyReplacedException()
    {
    }

    public MasterKeyReplacedException(string message)
        : base(message)
    {
    }

    public MasterKeyReplacedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
