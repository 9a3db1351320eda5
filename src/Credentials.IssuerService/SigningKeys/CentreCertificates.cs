using System.Collections.Concurrent;
using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.Wallets;
using Credentials.Keys;
using Credentials.SdJwtVcs;
using Credentials.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.SigningKeys;

/// <summary>
/// The certificates of centres (<see cref="IssuerServiceOptions.Certificates"/>), read at start. One that could never be right refuses it; one that was right
/// and is no longer, because it has expired or the centre has another key now, is left out with a warning in the log: everything can be checked
/// without it, and one centre's must not stop the others.
/// </summary>
public sealed partial class CentreCertificates(
    Centres centres, PublicAddress address, IOptions<IssuerServiceOptions> options, TimeProvider time, ILogger<CentreCertificates> log)
{
    private readonly ConcurrentDictionary<string, IssuerCertificates> _read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Slug, string Key, string Why), bool> _told = new();

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidOperationException">Names the setting and what is wrong.</exception>
    public async Task ReadAsync(CancellationToken cancel = default)
    {
        foreach (var (slug, file) in options.Value.Certificates)
        {
            if (await centres.FindAsync(slug, cancel) is not { } centre)
                throw Wrong(slug, "there is no such centre");
            if (!IssuerCertificates.Read(await TextOfAsync(slug, file, cancel), WalletAddresses.IssuerOf(address, slug)).TryGet(out var certificates, out var problem))
                throw Wrong(slug, $"{file}: {problem.Detail}");
            if (centre.Keys.All(period => !period.Key.Equals(certificates.Key)))
                throw Wrong(slug, $"{file}: the first certificate is of a key that the centre never had");
            _read[slug] = certificates;
        }
    }

    /// <summary>What goes into <c>x5c</c> beside a signature of that key now; null where there is nothing, or nothing right any more.</summary>
    public IssuerCertificates? Find(string slug, PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!_read.TryGetValue(slug, out var certificates))
            return null;
        var why = !certificates.Key.Equals(key) ? "it is not of the key that the centre signs with for wallets now"
            : !certificates.IsInForce(time.GetUtcNow()) ? "it has expired, or is not in force yet"
            : null;
        if (why is null)
            return certificates;
        if (_told.TryAdd((slug, key.Thumbprint, why), true))
            LeftOut(log, slug, why);
        return null;
    }

    private static async Task<string> TextOfAsync(string slug, string file, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancel);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong(slug, $"{file} cannot be read: {unreadable.Message}");
        }
    }

    private static InvalidOperationException Wrong(string slug, string why) => new($"IssuerService:Certificates:{slug}: {why}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The certificate of centre {Centre} is left out of what is signed: {Why}")]
    private static partial void LeftOut(ILogger log, string centre, string why);
}
