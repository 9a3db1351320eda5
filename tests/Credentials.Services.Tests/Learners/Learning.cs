using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Issuer;

namespace Credentials.Services.Tests.Learners;

/// <summary>What the tests about learners ask again and again.</summary>
internal static class Learning
{
    public const string Number = "85.07.30-033.28";
    public const string NewNumber = "93.05.18-223.61";
    public const string Purpose = "inschrijving in het hoger onderwijs";

    public static async Task<JsonElement> AwardAsync(this HttpClient staff, object learner, string awardedOn = "2025-06-30", string achievement = "lassen")
    {
        using var answer = await staff.PostAsJsonAsync("/api/awards", new { achievement, learner, awardedOn });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    public static async Task<IReadOnlyList<JsonElement>> ItemsAsync(this HttpClient client, string path) =>
        [.. (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray()];

    public static Task<HttpResponseMessage> LookUpAsync(this HttpClient client, string? nationalNumber, string? purpose = Purpose) =>
        client.PostAsJsonAsync("/api/learners/lookup", new { nationalNumber, purpose });

    /// <summary>The learner's id by a look-up that must find the person.</summary>
    public static async Task<Guid> FoundAsync(this HttpClient authority, string nationalNumber = Number)
    {
        using var answer = await authority.LookUpAsync(nationalNumber);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.JsonAsync()).GetProperty("learner").GetGuid();
    }
}
