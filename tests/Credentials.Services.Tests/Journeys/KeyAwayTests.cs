using System.Net;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Publishing;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Issuer;

namespace Credentials.Services.Tests.Journeys;

/// <summary>A centre whose private key cannot be opened, as after restoring a database without its keys.</summary>
public sealed class KeyAwayTests : IDisposable
{
    private readonly Apps.TemporaryFolder _folder = new();

    [Fact]
    public async Task Its_status_lists_are_not_to_be_had_which_is_no_error_and_no_missing_list()
    {
        Uri list;
        await using (var before = await IssuerApp.StartAsync(_folder.Path))
        {
            using var staff = await before.WithAchievementAsync();
            (await staff.AwardAsync("lassen", "Noor", "Peeters")).Dispose();
            var award = Assert.Single((await before.Get<IEvidenceStorage>().ListAwardsAsync(new("demo", 1))).Items);
            list = new Uri($"{IssuerApp.PublicUrl}/status/{award.StatusSlots[0].List}/revocation");
        }

        Directory.Delete(Path.Combine(_folder.Path, "keys"), recursive: true);
        await using var after = await IssuerApp.StartAsync(_folder.Path);
        using var anyone = after.AsEveryone();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await anyone.StatusAsync(HttpMethod.Get, list.AbsolutePath));
        Assert.Equal(HttpStatusCode.NotFound, await anyone.StatusAsync(HttpMethod.Get, "/status/none/revocation"));
        Assert.Null(await after.Get<PublishedDocuments>().TryReadAsync(list, CancellationToken.None));
    }

    public void Dispose() => _folder.Dispose();
}
