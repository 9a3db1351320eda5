using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Awarding;
using Credentials.Services.Tests.Issuer;

namespace Credentials.Services.Tests.Registering;

public class AchievementEndpointTests
{
    [Fact]
    public async Task A_definition_can_be_read_changed_and_put_back()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var read = await staff.GetFromJsonAsync<JsonElement>("/api/achievements/lassen");
        using var same = await staff.PutAsJsonAsync("/api/achievements/lassen", read);
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.Equal("/achievements/demo/lassen/1", new Uri(same.Content.Headers.ContentLocation!.OriginalString).AbsolutePath);
    }

    [Fact]
    public async Task A_change_after_the_first_award_makes_a_new_version_and_leaves_the_old_one()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var corrected = await staff.PutAsJsonAsync("/api/achievements/lassen", Bodies.Achievement(title: "Lassen 1"));
        Assert.EndsWith("/lassen/1", corrected.Content.Headers.ContentLocation!.OriginalString, StringComparison.Ordinal);
        await CredentialFormTests.AwardAsync(staff);
        using var changed = await staff.PutAsJsonAsync("/api/achievements/lassen", Bodies.Achievement(title: "Lassen 2"));
        Assert.EndsWith("/lassen/2", changed.Content.Headers.ContentLocation!.OriginalString, StringComparison.Ordinal);
        using var everyone = app.AsEveryone();
        everyone.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        Assert.Equal("Lassen 1", (await everyone.GetFromJsonAsync<JsonElement>("/achievements/demo/lassen/1")).GetProperty("title").Text("nl"));
        Assert.Equal("Lassen 2", (await everyone.GetFromJsonAsync<JsonElement>("/achievements/demo/lassen/2")).GetProperty("title").Text("nl"));
        Assert.Equal(2, (await staff.GetFromJsonAsync<JsonElement>(
            $"/api/awards/{await CredentialFormTests.AwardAsync(staff, "Ander")}")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Faults_and_a_wrong_id_are_named()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        using var otherId = await staff.PutAsJsonAsync("/api/achievements/koken", Bodies.Achievement());
        Assert.Equal("/id", Assert.Single((await otherId.JsonAsync()).GetProperty("errors").EnumerateArray()).Text("pointer"));
        using var empty = await staff.PutAsJsonAsync("/api/achievements/koken", new { id = "koken" });
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.True((await empty.JsonAsync()).GetProperty("errors").GetArrayLength() >= 8);
    }

    [Fact]
    public async Task Achievements_are_listed_in_pages_in_the_order_they_came()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        foreach (var id in new[] { "c", "a", "b" })
            (await staff.PutAsJsonAsync($"/api/achievements/{id}", Bodies.Achievement(id))).Dispose();
        var first = await staff.GetFromJsonAsync<JsonElement>("/api/achievements?limit=2");
        var second = await staff.GetFromJsonAsync<JsonElement>($"/api/achievements?limit=2&cursor={Uri.EscapeDataString(first.Text("next"))}");
        Assert.Equal(["c", "a", "b"], first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(item => item.Text("id")));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }
}
