using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Pages;
using Credentials.PublicVerifier.Receipts;
using Credentials.PublicVerifier.Verifying;
using Credentials.Services.Tests.Web;
using Credentials.Web;
using Credentials.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Credentials.Browser.Tests.Sites;

/// <summary>The verifier's pages over sample reports, on a real server.</summary>
public sealed class SampleSite : ISite
{
    private WebApplication? _app;

    public Uri Address { get; private set; } = null!;

    /// <summary>The text of a valid credential, to be pasted or saved as a file.</summary>
    public static string CredentialText => "valid";

    /// <summary>The path of the share page in a state of <see cref="SampleCredentials"/>; <c>learner</c> and <c>wallet</c> for the learner's own page.</summary>
    public static string PathOf(string state) => state switch
    {
        "learner" => "/c/valid",
        "wallet" => "/c/offered",
        "drop" => $"/c/offered/copies/{SampleCredentials.Copy.Id}",
        "own" => "/c/confirmed",
        "confirm" => "/c/offered/confirm?to=shares&sent=1",
        "make-share" => "/c/confirmed/shares",
        "end-share" => $"/c/confirmed/shares/{SampleCredentials.Share.Id}",
        "correction" => "/c/confirmed/correction",
        "forget" => "/c/confirmed/forget",
        "take-back" => $"/c/confirmed/requests/{SampleCredentials.Request.Id}",
        _ => "/s/" + state,
    };

    public async Task StartAsync()
    {
        // An IP address cannot stand in a did:web.
        Address = new Uri($"http://localhost:{FreePort.Find()}");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Address.Port}");
        var samples = new SampleCredentials();
        builder.Services.AddSingleton<IOpenShares>(samples);
        builder.Services.AddSingleton<IFillWallets>(samples);
        builder.Services.AddSingleton<IServeLearners>(samples);
        builder.Services.AddSingleton<IVerifyCredentials>(samples);
        builder.Services.AddSingleton<IReceipts>(samples);
        builder.Services.AddSingleton<IPublishedDocuments>(samples);
        builder.Services.AddSingleton<IPublishedDocuments>(samples);
        builder.Services.AddSingleton(new PublicAddress(Address));
        builder.Services.AddCredentialsWeb();
        builder.Services.AddPublicVerifierPages();
        _app = builder.Build();
        _app.UseCredentialsWeb();
        _app.MapCredentialsWeb();
        _app.MapPublicVerifierPages();
        _app.MapGet("/patterns", () => new PageResult<PatternsPage>());
        await _app.StartAsync();
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
}
