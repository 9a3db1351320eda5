using Credentials.Web;
using Credentials.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Credentials.Services.Tests.Web;

/// <summary>An app in memory with nothing but Credentials.Web and the endpoints that a test gives it.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestHost(WebApplication app) => _app = app;

    public static async Task<TestHost> StartAsync(
        Action<WebApplication> map, string environment = "Production", Action<IServiceCollection>? services = null, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, Args = settings });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new PublicAddress(new Uri("http://localhost:5080")));
        builder.Services.AddSingleton<IAuthenticateCallers, KnownKeys>();
        builder.Services.AddCredentialsWeb();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseCredentialsWeb();
        app.MapCredentialsWeb();
        map(app);
        await app.StartAsync();
        return new TestHost(app);
    }

    public HttpClient Client(string? key = null)
    {
        var client = _app.GetTestClient();
        if (key is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class KnownKeys : IAuthenticateCallers
    {
        public ValueTask<Caller?> AuthenticateAsync(string apiKey, CancellationToken cancel) => ValueTask.FromResult<Caller?>(apiKey switch
        {
            "issuer" => new Caller("k1", CallerRole.Issuer, "demo"),
            "issuer-without-centre" => new Caller("k2", CallerRole.Issuer, null),
            "authority" => new Caller("k3", CallerRole.Authority, null),
            "administrator" => new Caller("k4", CallerRole.Administrator, null),
            _ => null,
        });
    }
}
