using System.Net.Http.Json;
using System.Text.Json;
using Credentials.EvidenceStore;
using Credentials.EvidenceStore.Access;
using Credentials.IssuerService;
using Credentials.Web;
using Credentials.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Credentials.Services.Tests.Issuer;

/// <summary>Issuer service and evidence store in memory, without the verifier, on a data folder of their own; time stands still unless moved.</summary>
internal sealed class IssuerApp : IAsyncDisposable
{
    public const string PublicUrl = "http://localhost:8080";

    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly bool _keepsFolder;

    private IssuerApp(WebApplication app, string folder, bool keepsFolder, MovedTime time) =>
        (_app, _folder, _keepsFolder, Time) = (app, folder, keepsFolder, time);

    public MovedTime Time { get; }

    public string Folder => _folder;

    public string KeysOf(string slug) => Path.Combine(_folder, "keys", slug);

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <param name="folder">A data folder that outlives this app, or null for one of its own.</param>
    public static async Task<IssuerApp> StartAsync(
        string? folder = null, string environment = "Development", Action<IServiceCollection>? services = null, params string[] settings)
    {
        var path = folder ?? Directory.CreateTempSubdirectory("credentials-issuer-").FullName;
        var time = new MovedTime();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            Args = [$"--EvidenceStore:DataFolder={path}", .. settings],
        });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(new PublicAddress(new Uri(PublicUrl)));
        builder.Services.AddCredentialsWeb().AddEvidenceStore().AddIssuerService();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseCredentialsWeb();
        app.MapCredentialsWeb();
        app.MapEvidenceStore();
        app.MapIssuerService();
        try
        {
            await app.StartAsync();
        }
        catch
        {
            // What had started before the part that refused still runs.
            await app.DisposeAsync();
            throw;
        }
        return new IssuerApp(app, path, folder is not null, time);
    }

    public HttpClient AsEveryone() => _app.GetTestClient();

    public async Task<HttpClient> AsAsync(CallerRole role, string? centre = null)
    {
        var client = _app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await Get<ApiKeys>().CreateAsync(role, centre));
        return client;
    }

    /// <summary>A centre with VKS and EQF rights up to level 5, and a client with a key of its staff.</summary>
    public async Task<HttpClient> WithCentreAsync(string slug = "demo")
    {
        using var administrator = await AsAsync(CallerRole.Administrator);
        using var answer = await administrator.PutAsJsonAsync($"/api/centres/{slug}", Bodies.Centre());
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await AsAsync(CallerRole.Issuer, slug);
    }

    /// <summary>The same with one achievement.</summary>
    public async Task<HttpClient> WithAchievementAsync(string slug = "demo", string achievement = "lassen", bool suspendable = false)
    {
        var staff = await WithCentreAsync(slug);
        using var answer = await staff.PutAsJsonAsync($"/api/achievements/{achievement}", Bodies.Achievement(achievement, suspendable: suspendable));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return staff;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!_keepsFolder)
            Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>The real time, moved by what a test asks.</summary>
internal sealed class MovedTime : TimeProvider
{
    private TimeSpan _moved;
    private MovedTime? _leader;

    private TimeSpan Moved => _leader?.Moved ?? _moved;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Moved;

    public void Move(TimeSpan by) => _moved += by;

    /// <summary>Two processes of one machine have one clock.</summary>
    public void Follow(MovedTime other) => _leader = other;

    public override long GetTimestamp() => base.GetTimestamp() + (Moved.Ticks * (TimestampFrequency / TimeSpan.TicksPerSecond));
}

/// <summary>Bodies of calls.</summary>
internal static class Bodies
{
    public static object Centre(int highestLevel = 5) => new
    {
        name = "CVO Voorbeeld",
        kbo = "0566.988.259",
        address = new { street = "Kerkstraat 1", postalCode = "9000", locality = "Gent", region = "Vlaanderen", countryCode = "BE" },
        homepage = "https://cvo.example",
        mayAward = new object[]
        {
            new { framework = "vks", levels = Enumerable.Range(1, highestLevel) },
            new { framework = "eqf", levels = Enumerable.Range(1, highestLevel) },
        },
    };

    public static object Achievement(string id = "lassen", int level = 4, bool suspendable = false, string title = "Lassen") => new
    {
        id,
        title = new { nl = title, en = "Welding" },
        description = new { nl = "Leren lassen.", en = "Learning to weld." },
        levels = new[] { new { framework = "vks", level, verifiedBy = "AHOVOKS" } },
        learningOutcomes = new[] { new { title = new { nl = "Last een hoeknaad", en = "Welds a fillet" } } },
        workload = new { ects = 3, hours = 60 },
        assessment = new
        {
            type = new { nl = "Praktijkproef", en = "Practical test" },
            scale = new { required = false, minimum = 0, maximum = 20, pass = 10 },
        },
        participation = "on-site",
        qualityAssurance = new { type = new { nl = "Doorlichting", en = "Inspection" } },
        suspendable,
    };

    public static object Award(
        string givenName = "Noor", string familyName = "Peeters", string achievement = "lassen", string awardedOn = "2025-06-30", string? result = null) =>
        result is null
            ? new { achievement, learner = new { givenName, familyName }, awardedOn }
            : new { achievement, learner = new { givenName, familyName }, awardedOn, result };

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(text.Length > 0, $"{answer.StatusCode} without a body");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
