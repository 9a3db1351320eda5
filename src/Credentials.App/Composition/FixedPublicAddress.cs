using Credentials.EvidenceStore.Storage;
using Credentials.Web;

namespace Credentials.App.Composition;

/// <summary>
/// Holds the installation's address once it is known. Credentials, DIDs and status lists name it for decades, so the first start stores it and every later
/// one must agree.
/// </summary>
internal sealed class FixedPublicAddress
{
    private const string StoredAs = "public-url";

    private PublicAddress? _address;

    public PublicAddress Address => _address ?? throw new InvalidOperationException("the public address was asked for before the start had settled it");

    /// <summary>For a process without a store: the setting alone.</summary>
    public void Settle(Uri url) => _address = new PublicAddress(url);

    /// <summary>The service's start: stores the address, or refuses one that differs from what is stored.</summary>
    /// <exception cref="StartRefusedException">Another address is stored.</exception>
    public async Task SettleAsync(Uri url, IEvidenceStorage storage, CancellationToken cancel)
    {
        var stored = await storage.GetOrAddSettingAsync(new SettingDocument(StoredAs, PublicUrl.Show(url)), cancel);
        if (stored.Value != PublicUrl.Show(url))
        {
            throw new StartRefusedException(
                $"{PublicUrl.Setting} is {PublicUrl.Show(url)}, but this data folder was set up with {stored.Value}, which stands in its credentials: "
                + $"set {PublicUrl.Setting} to {stored.Value}, or use another data folder.");
        }

        Settle(new Uri(stored.Value));
    }

    /// <summary>What is stored, or null.</summary>
    public static async Task<Uri?> FindStoredAsync(IEvidenceStorage storage, CancellationToken cancel) =>
        await storage.FindSettingAsync(StoredAs, cancel) is { } stored ? new Uri(stored.Value) : null;
}
