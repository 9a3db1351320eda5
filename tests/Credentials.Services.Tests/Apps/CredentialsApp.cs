using Credentials.App;
using Credentials.EvidenceStore.Access;
using Credentials.Web.Access;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Credentials.Services.Tests.Apps;

/// <summary>The whole app in memory, in Development, on a data folder of its own, with clients that call as somebody.</summary>
public class CredentialsApp : WebApplicationFactory<AppOptions>
{
    private readonly TemporaryFolder _folder = new();

    public const string PublicUrl = "http://localhost:8080";

    public string Folder => _folder.Path;

    /// <summary>Settings beside the defaults; set before the first client is made.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    public CredentialsApp() => ClientOptions.BaseAddress = new Uri(PublicUrl);

    public HttpClient AsEveryone() => CreateClient();

    public Task<HttpClient> AsIssuerOfDemoAsync() => AsAsync(CallerRole.Issuer, "demo");

    public Task<HttpClient> AsIssuerOfAsync(string centre) => AsAsync(CallerRole.Issuer, centre);

    public Task<HttpClient> AsAdministratorAsync() => AsAsync(CallerRole.Administrator, centre: null);

    public async Task<HttpClient> AsAsync(CallerRole role, string? centre) =>
        WithKey(await Services.GetRequiredService<ApiKeys>().CreateAsync(role, centre));

    public HttpClient WithKey(string key)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        // Host configuration reaches the program as its command line, before it composes anything.
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(Settings) { ["EvidenceStore:DataFolder"] = Folder }));
        return base.CreateHost(builder);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
