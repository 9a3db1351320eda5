using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Publishing;
using Credentials.PublicVerifier.Presentations;

namespace Credentials.App.Ports;

/// <summary>What the centres award, from the store of this process.</summary>
internal sealed class LocalPublishedAchievements(AchievementList list) : IPublishedAchievements
{
    public async ValueTask<IReadOnlyList<PublishedAchievement>?> ListAsync(CancellationToken cancel)
    {
        try
        {
            return
            [
                .. (await list.GetAsync(cancel)).Select(item => new PublishedAchievement(
                    item.Id, item.Centre.Name, item.Issuer, item.IssuerAddress, item.Newest.Achievement.Title, item.Titles, item.UrlPrefix)),
            ];
        }
        catch (StorageException)
        {
            return null;
        }
    }
}
