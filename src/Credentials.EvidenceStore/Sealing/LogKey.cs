using Credentials.EvidenceStore.Log;
using Credentials.Web;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// Signs the checkpoints of the Merkle log, and nothing else: the 32 bytes are the seed of an Ed25519 key. It is the installation's own; no centre
/// signs with it, and no credential.
/// </summary>
internal sealed class LogKey(byte[] key)
{
    /// <summary>The signers under the name of the log: host and path of its public address.</summary>
    public LogSigners SignersOf(PublicAddress address) => new(address.Url.Authority + "/log", key);
}
