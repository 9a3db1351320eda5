using Credentials.Services.Tests.Issuer;

namespace Credentials.Services.Tests.Journeys;

public sealed class DataFolderTests
{
    [Fact]
    public async Task A_data_folder_made_at_first_start_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var parent = new Apps.TemporaryFolder();
        var folder = parent.File("data");
        await using var app = await IssuerApp.StartAsync(folder);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }
}
