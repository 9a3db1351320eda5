using System.Collections.Concurrent;
using Credentials.EvidenceStore.Recording;
using Credentials.Keys;
using Credentials.Signing;
using Microsoft.Extensions.Logging;

namespace Credentials.IssuerService.SigningKeys;

/// <summary>Opens the private keys with which a centre signs now. A key once opened stays open, so that a signature under way is never cut
/// off.</summary>
public sealed partial class SigningKeyRing(SigningKeyFolder folder, ILogger<SigningKeyRing> log)
{
    private readonly ConcurrentDictionary<(string VerificationMethod, string Thumbprint), SigningKey> _open = new();

    /// <summary>The keys in force, newest first. One whose file is missing, unsafe, or not the registered key is left out, with a warning in the
    /// log.</summary>
    public IReadOnlyList<SigningKey> Open(RegisteredCentre centre)
    {
        var keys = new List<SigningKey>();
        foreach (var period in centre.Keys.Where(key => key.Until is null && key.CompromisedFrom is null).OrderByDescending(key => key.From))
        {
            if (_open.TryGetValue((period.VerificationMethod, period.Key.Thumbprint), out var open))
                keys.Add(open);
            else if (TryOpen(centre.Centre.Slug, period) is { } key)
                keys.Add(_open.GetOrAdd((period.VerificationMethod, period.Key.Thumbprint), key));
        }

        return keys;
    }

    private SigningKey? TryOpen(string slug, KeyPeriod period)
    {
        var name = period.VerificationMethod[(period.VerificationMethod.LastIndexOf('#') + 1)..];
        if (!folder.Read(slug, name).TryGet(out var key, out var problem))
        {
            KeyNotOpened(log, period.VerificationMethod, problem.Detail);
            return null;
        }

        if (key.PublicKey.Equals(period.Key))
            return new SigningKey(period.VerificationMethod, key);
        key.Dispose();
        KeyNotOpened(log, period.VerificationMethod, "the file holds another key than the one registered");
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing key {VerificationMethod} cannot be used: {Why}")]
    private static partial void KeyNotOpened(ILogger log, string verificationMethod, string why);
}
