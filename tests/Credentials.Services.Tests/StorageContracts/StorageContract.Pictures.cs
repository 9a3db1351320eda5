using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task A_picture_is_put_replaced_and_removed_and_no_version_stands_for_two()
    {
        var logo = Picture();
        var badge = logo with { Subject = PictureDocument.OfAchievement("lassen"), MediaType = "image/svg+xml", Bytes = Documents.Bytes(256 * 1024) };
        Assert.Null(await Storage.FindPictureVersionAsync(logo.Centre, logo.Subject));
        Assert.False(await Storage.RemovePictureAsync(logo.Centre, logo.Subject));
        Assert.Equal(1, await Storage.PutPictureAsync(logo));
        Assert.Equal(1, await Storage.PutPictureAsync(badge));
        var replaced = logo with { Bytes = Documents.Bytes(20) };
        Assert.Equal(2, await Storage.PutPictureAsync(replaced));
        await ReopenAsync();
        await AssertFoundAsync(replaced with { Version = 2 });
        await AssertFoundAsync(badge with { Version = 1 });
        Assert.Null(await Storage.FindPictureAsync("other", logo.Subject));
        Assert.True(await Storage.RemovePictureAsync(logo.Centre, logo.Subject));
        Assert.False(await Storage.RemovePictureAsync(logo.Centre, logo.Subject));
        Assert.Null(await Storage.FindPictureAsync(logo.Centre, logo.Subject));
        Assert.Null(await Storage.FindPictureVersionAsync(logo.Centre, logo.Subject));
        Assert.Equal(4, await Storage.PutPictureAsync(logo));
        await AssertFoundAsync(badge with { Version = 1 });
    }

    private static PictureDocument Picture() =>
        new($"centre-{Convert.ToHexStringLower(Documents.Bytes(6))}", PictureDocument.Logo, "image/png", Documents.Bytes(), 1);

    private async Task AssertFoundAsync(PictureDocument expected)
    {
        var found = (await Storage.FindPictureAsync(expected.Centre, expected.Subject))!;
        Assert.Equal((expected.MediaType, expected.Version), (found.MediaType, found.Version));
        Assert.Equal(expected.Bytes.ToArray(), found.Bytes.ToArray());
        Assert.Equal(expected.Version, await Storage.FindPictureVersionAsync(expected.Centre, expected.Subject));
    }
}
