using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.CommandLine;

/// <summary><c>keys rotate-master</c> beside a running service, which is neither stopped nor told.</summary>
public sealed class RotateMasterCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_service_goes_on_through_rotations_and_the_old_keys_are_gone()
    {
        await using var service = await RunningService.StartAsync(_folder.Path);
        var key = (await AppProgram.RunAsync(["--data", _folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim();
        using var staff = service.Client(key);
        var achievement = await staff.FirstAchievementAsync();
        var before = (await staff.AwardedAsync(achievement, "Voor", "Wissel")).Text("id");
        var credential = await staff.CredentialAsync(before);

        var prepared = await RotateAsync("--prepare");
        Assert.Equal(0, prepared.ExitCode);
        Assert.True(File.Exists(prepared.Output.Trim()));
        var first = await RotateAsync();
        Assert.Equal(0, first.ExitCode);
        Assert.Contains(Path.GetFileNameWithoutExtension(prepared.Output.Trim()).Replace("master-", "current=", StringComparison.Ordinal), first.Output, StringComparison.Ordinal);
        Assert.Contains(" removed=1\n", first.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("secrets/master.key")));
        Assert.Equal(0, (await RotateAsync("--keep")).ExitCode);

        Assert.Equal(credential, await staff.CredentialAsync(before));
        var after = await staff.AwardedAsync(achievement, "Na", "Wissel");
        Assert.NotEqual(credential, await staff.CredentialAsync(after.Text("id")));
        Assert.Equal(2, Directory.GetFiles(_folder.File("secrets"), "master-*").Length);
    }

    private Task<Finished> RotateAsync(params string[] options) => AppProgram.RunAsync(["--data", _folder.Path, "keys", "rotate-master", .. options]);
}
