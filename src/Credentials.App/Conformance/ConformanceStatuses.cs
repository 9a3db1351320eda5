using System.Globalization;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.PublicVerifier.Gathering;
using Credentials.StatusLists;
using Credentials.Web;

namespace Credentials.App.Conformance;

/// <summary>The status lists of the profile's issuers, one each, in memory.</summary>
internal sealed class ConformanceStatuses(ConformanceIdentity identity, PublicAddress address, TimeProvider time) : IPublishedDocuments
{
    public const string Path = "/vc-api/conformance/status/";

    private const string Purpose = "revocation";
    private static readonly TimeSpan Validity = TimeSpan.FromHours(1);
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List> _lists = identity.Issuers.ToDictionary(issuer => issuer.Slug, _ => new List());
    private readonly Dictionary<string, (List List, int Index)> _entries = new(StringComparer.Ordinal);

    /// <summary>A new entry for a credential; null where the list is full.</summary>
    /// <param name="issuer">Whose list.</param>
    /// <param name="credentialId">By which the entry is found again; null where the credential has no id.</param>
    public JsonObject? Add(ConformanceIssuer issuer, string? credentialId)
    {
        lock (_lock)
        {
            var list = _lists[issuer.Slug];
            if (list.Next == BitstringStatusList.Entries)
                return null;
            var index = list.Next++;
            if (credentialId is not null)
                _entries[credentialId] = (list, index);
            var url = UrlOf(issuer.Slug);
            var number = index.ToString(CultureInfo.InvariantCulture);
            return new JsonObject
            {
                ["id"] = $"{url}#{number}",
                ["type"] = "BitstringStatusListEntry",
                ["statusPurpose"] = Purpose,
                ["statusListIndex"] = number,
                ["statusListCredential"] = url,
            };
        }
    }

    /// <summary>False where no credential of this run has the id.</summary>
    public bool Set(string credentialId, bool isRevoked)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(credentialId, out var entry))
                return false;
            BitstringStatusList.Set(entry.List.Bits, entry.Index, isRevoked);
            entry.List.Signed = null;
            return true;
        }
    }

    /// <summary>The signed list as it is now; null where there is none of that name.</summary>
    public ReadOnlyMemory<byte>? Find(string slug)
    {
        if (identity.FindBySlug(slug) is not { } issuer)
            return null;
        lock (_lock)
        {
            var (list, now) = (_lists[slug], time.GetUtcNow());
            if (list.Signed is not { } signed || now - list.SignedAt > Validity / 2)
            {
                signed = StatusListCredential.Sign(
                    new Uri(UrlOf(slug)), issuer.Did, Purpose, list.Bits, now, Validity, TimeToLive, issuer.Key, CredentialForm.DataIntegrity);
                (list.Signed, list.SignedAt) = (signed, now);
            }

            return signed;
        }
    }

    // Seen by the verifier without a detour over HTTP, so that a change shows at once.
    public ValueTask<PublishedDocument?> TryReadAsync(Uri asked, CancellationToken cancel) => ValueTask.FromResult(
        asked.OriginalString.StartsWith(address.At(Path), StringComparison.Ordinal) && Find(asked.OriginalString[address.At(Path).Length..]) is { } list
            ? new PublishedDocument(list, "application/vc")
            : null);

    private string UrlOf(string slug) => address.At(Path + slug);

    private sealed class List
    {
        public byte[] Bits { get; } = new byte[BitstringStatusList.Entries / 8];

        public int Next { get; set; }

        public byte[]? Signed { get; set; }

        public DateTimeOffset SignedAt { get; set; }
    }
}
