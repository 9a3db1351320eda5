using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Credentials.Services.Tests.Apps;

/// <summary>The calls of the journeys, as short words.</summary>
public static class Calls
{
    public static async Task<JsonElement> JsonAsync(this HttpContent content) => await content.ReadFromJsonAsync<JsonElement>();

    public static string Text(this JsonElement element, string member) => element.GetProperty(member).GetString()!;

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    /// <summary>The achievement that the centre lists first: names and a date are enough for it.</summary>
    public static async Task<string> FirstAchievementAsync(this HttpClient staff)
    {
        var page = await staff.GetFromJsonAsync<JsonElement>("/api/achievements?limit=1");
        return page.GetProperty("items")[0].Text("id");
    }

    public static Task<HttpResponseMessage> AwardAsync(
        this HttpClient staff, string achievement, string givenName, string familyName, string awardedOn = "2025-06-30") =>
        staff.PostAsJsonAsync("/api/awards", new { achievement, learner = new { givenName, familyName }, awardedOn });

    /// <summary>An award that must succeed.</summary>
    public static async Task<JsonElement> AwardedAsync(
        this HttpClient staff, string achievement, string givenName, string familyName, string awardedOn = "2025-06-30")
    {
        using var answer = await staff.AwardAsync(achievement, givenName, familyName, awardedOn);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.JsonAsync();
    }

    public static async Task<string> CredentialAsync(this HttpClient staff, string id, string accept = "application/vc+jwt")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/credentials/{id}");
        request.Headers.Accept.ParseAdd(accept);
        using var answer = await staff.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        Assert.Equal(accept, answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    public static async Task<JsonElement> VerifiedAsync(this HttpClient anyone, string credential)
    {
        using var answer = await anyone.PostAsync("/api/verify", new StringContent(credential, new MediaTypeHeaderValue("text/plain", "utf-8")));
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.JsonAsync();
    }

    public static Task<HttpResponseMessage> SetStatusAsync(this HttpClient staff, string id, string status, string reason = "test") =>
        staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status, reason });

    public static string OutcomeOf(this JsonElement report, string check) =>
        report.GetProperty("checks").EnumerateArray().Single(entry => entry.Text("id") == check).Text("outcome");

    public static async Task<JsonElement> PostClassListAsync(this HttpClient staff, string csv)
    {
        using var answer = await staff.PostAsync("/api/awards/batches", new StringContent(csv, new MediaTypeHeaderValue("text/csv", "utf-8")));
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.JsonAsync();
    }

    /// <summary>Follows the batch by its server-sent events until it is done, and answers how it ended.</summary>
    public static async Task<JsonElement> FinishedBatchAsync(this HttpClient staff, string id)
    {
        await using (var events = await staff.GetStreamAsync($"/api/awards/batches/{id}/events"))
        {
            using var reader = new StreamReader(events);
            while (await reader.ReadLineAsync() is not null)
            {
            }
        }

        return await staff.GetFromJsonAsync<JsonElement>($"/api/awards/batches/{id}");
    }
}
