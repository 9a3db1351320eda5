using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Apps;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Counting;

public sealed class StatisticsEndpointTests(CredentialsApp app) : IClassFixture<CredentialsApp>, IAsyncLifetime
{
    private HttpClient _staff = null!;
    private HttpClient _authority = null!;

    public async Task InitializeAsync()
    {
        (_staff, _authority) = (await app.AsIssuerOfDemoAsync(), await app.AsAsync(CallerRole.Authority, centre: null));
        var achievement = await _staff.FirstAchievementAsync();
        foreach (var number in Enumerable.Range(0, 9))
            await _staff.AwardedAsync(achievement, "Kris", $"Nummer {number}", number < 6 ? "2025-06-30" : "2024-06-30");
    }

    public Task DisposeAsync()
    {
        _staff.Dispose();
        _authority.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Small_cells_and_what_would_give_them_away_are_hidden()
    {
        var byYear = await _authority.GetFromJsonAsync<JsonElement>("/api/statistics?by=year&centre=demo");
        Assert.Equal(5, byYear.GetProperty("smallestPersons").GetInt32());
        Assert.Equal([("2024", null), ("2025", null)], byYear.GetProperty("cells").EnumerateArray().Select(cell => (cell.Text("year"), CountOf(cell))));
        Assert.True(CountOf(Assert.Single(byYear.GetProperty("totals").EnumerateArray())) >= 9);
        var only = await _authority.GetFromJsonAsync<JsonElement>("/api/statistics?by=kind,setting&from=2024-01-01&until=2024-12-31&centre=demo");
        Assert.All(only.GetProperty("cells").EnumerateArray().Concat(only.GetProperty("totals").EnumerateArray()), cell => Assert.Null(CountOf(cell)));
    }

    [Fact]
    public async Task A_revoked_award_does_not_count()
    {
        var before = await TotalAsync();
        var award = await _staff.AwardedAsync(await _staff.FirstAchievementAsync(), "Wordt", "Ingetrokken");
        Assert.Equal(before + 1, await TotalAsync());
        (await _staff.SetStatusAsync(award.Text("id"), "revoked")).EnsureSuccessStatusCode();
        Assert.Equal(before, await TotalAsync());
        Assert.Equal(before + 1, await TotalAsync("&vksLevel=8") + before + 1);
    }

    [Fact]
    public async Task Csv_has_a_line_for_each_count()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/statistics?by=centre,field");
        request.Headers.Accept.ParseAdd("text/csv");
        using var answer = await _authority.SendAsync(request);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.Equal("centre,field,count,hidden", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("(total),(total),", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("demo,(stem),", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_centre_counts_its_own_and_strangers_nothing()
    {
        var own = await _staff.GetFromJsonAsync<JsonElement>("/api/statistics?by=centre");
        Assert.All(own.GetProperty("cells").EnumerateArray(), cell => Assert.Equal("demo", cell.Text("centre")));
        Assert.Equal(HttpStatusCode.Forbidden, await _staff.StatusAsync(HttpMethod.Get, "/api/statistics?by=level&centre=other"));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.AsEveryone().StatusAsync(HttpMethod.Get, "/api/statistics?by=level"));
        using var administrator = await app.AsAdministratorAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await administrator.StatusAsync(HttpMethod.Get, "/api/statistics?by=level"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("by=")]
    [InlineData("by=shoeSize")]
    [InlineData("by=level,level")]
    [InlineData("by=level,field,year")]
    [InlineData("by=0")]
    [InlineData("by=level&from=2025-02-01")]
    [InlineData("by=level&until=2025-06-30")]
    [InlineData("by=level&cursor=x")]
    public async Task A_question_that_is_not_understood_is_refused(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, await _authority.StatusAsync(HttpMethod.Get, $"/api/statistics?{query}"));

    private async Task<long> TotalAsync(string conditions = "")
    {
        var table = await _authority.GetFromJsonAsync<JsonElement>($"/api/statistics?by=kind{conditions}");
        return table.GetProperty("totals").EnumerateArray().Select(CountOf).SingleOrDefault() ?? 0;
    }

    private static long? CountOf(JsonElement cell) => cell.GetProperty("count") is { ValueKind: JsonValueKind.Number } count ? count.GetInt64() : null;
}
