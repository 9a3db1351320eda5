using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Issuer;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.Exchanging;

/// <summary>Issuer and evidence store with LED's sender at work in the background, and a stub of LED.</summary>
internal static class LedApp
{
    public static Task<IssuerApp> StartAsync(LedStub led, string? folder = null, Action<IServiceCollection>? services = null, params string[] settings) =>
        IssuerApp.StartAsync(folder, services: services, settings:
        [
            $"--Led:Address={led.Address}", "--Led:Sender:Identification=cvo.vlaanderen.be/demo/leerbewijzen", "--Led:Supplier=Volwassenenonderwijs",
            "--Led:Timeout=00:00:05", $"--Led:AlreadyRegisteredCodes:0={LedStub.AlreadyRegistered}", "--EvidenceStore:AcceptTestNationalNumbers=true",
            .. settings,
        ]);

    /// <summary>A centre with an achievement that must be registered, and its staff.</summary>
    public static async Task<HttpClient> WithAchievementAsync(IssuerApp app, string slug)
    {
        var staff = await app.WithCentreAsync(slug);
        await PutAchievementAsync(staff);
        return staff;
    }

    public static async Task PutAchievementAsync(HttpClient staff)
    {
        var definition = JsonSerializer.SerializeToNode(Bodies.Achievement())!.AsObject();
        definition["led"] = LedStore.Fields();
        using var answer = await staff.PutAsJsonAsync("/api/achievements/lassen", definition);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <param name="staff">Who awards.</param>
    /// <param name="person">The invented person; null for one without a national number.</param>
    /// <param name="awardedOn">The day.</param>
    public static async Task<string> AwardAsync(HttpClient staff, int? person, DateOnly? awardedOn = null)
    {
        var learner = new JsonObject { ["givenName"] = "Noor", ["familyName"] = $"Geheim {person}" };
        if (person is { } known)
            learner["nationalNumber"] = LedStore.NumberOf(known);
        using var answer = await staff.PostAsJsonAsync("/api/awards", new { achievement = "lassen", learner, awardedOn = $"{awardedOn ?? new(2025, 6, 30):yyyy-MM-dd}" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).Text("id");
    }

    public static async Task RevokeAsync(HttpClient staff, string record, string reason)
    {
        using var answer = await staff.PostAsJsonAsync($"/api/credentials/{record}/status", new { status = "revoked", reason });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static async Task UntilAsync(IssuerApp app, string record, LedEntryState state)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (await app.Get<IEvidenceStorage>().FindLedEntryAsync(Guid.Parse(record)) is var entry && entry?.State != state)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), $"the entry is {entry?.State} ({entry?.Fault})");
            await Task.Delay(20);
        }
    }
}
