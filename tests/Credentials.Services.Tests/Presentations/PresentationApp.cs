using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Apps;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using MovedTime = Credentials.Services.Tests.Issuer.MovedTime;

namespace Credentials.Services.Tests.Presentations;

/// <summary>The whole app with a clock that tests move, and an employer's browser.</summary>
public sealed class PresentationApp : CredentialsApp
{
    internal MovedTime Time { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));

    internal async Task<PresentingWallet> WalletAsync(string format = "dc+sd-jwt", string givenName = "Yara", string? award = null)
    {
        using var staff = await AsIssuerOfDemoAsync();
        award ??= (await staff.AwardedAsync(await staff.FirstAchievementAsync(), givenName, "Wouters")).Text("id");
        return await PresentingWallet.ClaimAsync(AsEveryone(), staff, award, format, Time);
    }

    /// <summary>Asks by API; the answer's members.</summary>
    internal static async Task<JsonElement> AskAsync(HttpClient caller, object? body = null)
    {
        using var made = await caller.PostAsJsonAsync("/api/presentations", body ?? new { responseMode = "direct_post" });
        var json = await made.Content.JsonAsync();
        Assert.True(made.StatusCode == HttpStatusCode.Created, json.ToString());
        return json;
    }

    internal static async Task<JsonElement> LookAsync(HttpClient caller, JsonElement asked, string query = "") =>
        await caller.GetFromJsonAsync<JsonElement>($"/api/presentations/{asked.Text("id")}{query}");

    internal static string ReasonOf(JsonElement report, string check) => report.GetProperty("checks").EnumerateArray().First(entry => entry.Text("id") == check).Text("reason");
}
