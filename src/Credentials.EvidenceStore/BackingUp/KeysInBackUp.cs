namespace Credentials.EvidenceStore.BackingUp;

/// <summary>How a back-up keeps the installation's secrets and the centres' signing keys.</summary>
public enum KeysInBackUp
{
    /// <summary>As files like any other: whoever has the back-up can read everything and sign for the centres.</summary>
    Clear,

    /// <summary>Encrypted under a passphrase.</summary>
    Sealed,

    /// <summary>Not at all: they are kept apart, and without them the rest is of no use.</summary>
    None,
}
