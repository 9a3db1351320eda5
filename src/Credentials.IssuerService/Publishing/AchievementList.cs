using Credentials.Achievements;
using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.SigningKeys;
using Credentials.IssuerService.Wallets;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Web;

namespace Credentials.IssuerService.Publishing;

/// <summary>What every centre awards, read at most once a moment, however many ask.</summary>
public sealed class AchievementList(Centres centres, AchievementVersions achievements, PublicAddress address, TimeProvider time)
{
    private const int PageSize = 100;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private volatile Edition? _latest;

    /// <summary>Ordered by centre, then by title. The same instance for a moment.</summary>
    public async ValueTask<IReadOnlyList<ListedAchievement>> GetAsync(CancellationToken cancel = default)
    {
        if (_latest is { } latest && time.GetElapsedTime(latest.ReadAt) < Moment)
            return latest.Items;
        var readAt = time.GetTimestamp();
        var items = new List<ListedAchievement>();
        foreach (var centre in (await centres.ListAsync(cancel)).OrderBy(centre => centre.Centre.Name, StringComparer.Ordinal))
        {
            var ofCentre = new List<ListedAchievement>();
            string? cursor = null;
            do
            {
                var page = await achievements.ListAsync(centre.Centre.Slug, cursor, PageSize, cancel);
                foreach (var newest in page.Items)
                    ofCentre.Add(await ReadAsync(centre.Centre, newest, cancel));
                cursor = page.Next;
            }
            while (cursor is not null);
            items.AddRange(ofCentre.OrderBy(item => item.Newest.Achievement.Title.Texts[0].Value, StringComparer.Ordinal));
        }

        _latest = new(items, readAt);
        return items;
    }

    private async ValueTask<ListedAchievement> ReadAsync(Centre centre, AchievementVersion newest, CancellationToken cancel)
    {
        // A credential carries the title that its version had, and may be the only thing it shows of what it is.
        var titles = newest.Achievement.Title.Texts.Select(text => text.Value).ToList();
        for (var version = newest.Version - 1; version > 0; version--)
        {
            if (await achievements.FindAsync(centre.Slug, newest.Achievement.Id, version, cancel) is { } earlier)
                titles.AddRange(earlier.Achievement.Title.Texts.Select(text => text.Value));
        }

        return new(
            newest, centre, CentreDid.Of(address, centre.Slug), WalletAddresses.IssuerOf(address, centre.Slug), [.. titles.Distinct(StringComparer.Ordinal)],
            address.At($"/achievements/{centre.Slug}/{newest.Achievement.Id}/"));
    }

    private sealed record Edition(IReadOnlyList<ListedAchievement> Items, long ReadAt);
}

/// <param name="Titles">In every language and of every version.</param>
/// <param name="UrlPrefix">With which the address of each version begins.</param>
public sealed record ListedAchievement(
    AchievementVersion Newest, Centre Centre, Did Issuer, string IssuerAddress, IReadOnlyList<string> Titles, string UrlPrefix)
{
    /// <summary><c>slug/id</c>.</summary>
    public string Id => $"{Centre.Slug}/{Newest.Achievement.Id}";
}
