using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Credentials.EvidenceStore.Storage;
using Credentials.Notes;

namespace Credentials.EvidenceStore.Log;

/// <summary>
/// Signs for the log, under a name of its own in each epoch: one key, and to whoever verifies notes as many signers as names, so that checkpoints of two
/// epochs cannot be taken for one log's.
/// </summary>
/// <param name="origin">The log's name in its first epoch.</param>
/// <param name="seed">Of its Ed25519 key.</param>
internal sealed class LogSigners(string origin, byte[] seed) : IDisposable
{
    private readonly ConcurrentDictionary<string, NoteSigner> _signers = new(StringComparer.Ordinal);

    /// <param name="epoch">The epoch's name; empty for the first.</param>
    public NoteSigner Of(string epoch) => _signers.GetOrAdd(epoch, name => new(name.Length == 0 ? origin : $"{origin}/{name}", seed));

    /// <param name="named">The log's name in an epoch, as a checkpoint says it.</param>
    public NoteSigner OfOrigin(string named) => Of(named.Length > origin.Length ? named[(origin.Length + 1)..] : "");

    /// <summary>The epoch that begins now, after the one whose last checkpoint is given; null where that had none yet.</summary>
    public static LogEpochs After(LogEpochs epochs, string? last)
    {
        var number = epochs.Name.Length == 0 ? 1 : int.Parse(epochs.Name.AsSpan(0, epochs.Name.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        // By chance, because one back-up can be restored twice, and a number alone would be given twice.
        var name = string.Create(CultureInfo.InvariantCulture, $"{number + 1}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        return new(name, last is null ? epochs.Ended : [.. epochs.Ended, last], IsCut: false);
    }

    /// <summary>A checkpoint of any epoch, known or not, that this log's key signed.</summary>
    public bool TryOpen(string note, out Checkpoint checkpoint)
    {
        checkpoint = null!;
        var named = note.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end ? note[..end] : "";
        if (named == origin)
            return Checkpoint.TryOpen(note, Of("").Key, out checkpoint);
        if (!named.StartsWith(origin + "/", StringComparison.Ordinal) || named[(origin.Length + 1)..] is not { Length: > 0 } epoch || !LogEpochs.IsName(epoch))
            return false;
        using var signer = new NoteSigner(named, seed);
        return Checkpoint.TryOpen(note, signer.Key, out checkpoint);
    }

    public void Dispose()
    {
        foreach (var signer in _signers.Values)
            signer.Dispose();
    }
}
