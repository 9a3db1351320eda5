using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Learners;

namespace Credentials.Services.Tests.EvidenceFiles;

/// <summary>What the tests about documents ask again and again.</summary>
internal static class Evidence
{
    /// <summary>An award whose credential names these documents, to a learner with the number of <see cref="Learning.Number"/>; its id.</summary>
    public static async Task<string> AwardWithAsync(this HttpClient staff, params byte[][] files)
    {
        using var answer = await staff.PostAsJsonAsync("/api/awards", new
        {
            achievement = "lassen",
            awardedOn = "2025-06-30",
            learner = new { givenName = "Quetzalina", familyName = "Xylofonova", nationalNumber = Learning.Number },
            evidence = files.Select((file, number) => new { name = $"proef {number}", digest = SampleFiles.SriOf(file) }),
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).Text("id");
    }

    public static Task<HttpResponseMessage> PutFileAsync(this HttpClient client, string record, byte[] file, string? digest = null, string query = "") =>
        client.PutAsync(new Uri($"{PathOf(record, file, digest)}{query}", UriKind.Relative), new ByteArrayContent(file) { Headers = { { "Content-Type", "application/x-www-form-urlencoded" } } });

    /// <summary>A document that must be new.</summary>
    public static async Task<JsonElement> AddedAsync(this HttpClient client, string record, byte[] file, string query = "")
    {
        using var answer = await client.PutFileAsync(record, file, query: query);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    public static Task<HttpResponseMessage> GetFileAsync(this HttpClient client, string record, byte[] file, string query = "") =>
        client.GetAsync(new Uri(PathOf(record, file) + query, UriKind.Relative));

    public static async Task<HttpStatusCode> EraseFileAsync(this HttpClient client, string record, byte[] file)
    {
        using var answer = await client.DeleteAsync(new Uri(PathOf(record, file), UriKind.Relative));
        return answer.StatusCode;
    }

    public static string PathOf(string record, byte[] file, string? digest = null) => $"/api/records/{record}/evidence/{digest ?? SampleFiles.DigestOf(file)}";

    public static IReadOnlyList<string> FilesIn(string folder) =>
        Directory.Exists(Path.Combine(folder, "evidence")) ? Directory.GetFiles(Path.Combine(folder, "evidence"), "*", SearchOption.AllDirectories) : [];

    public static void AssertSafe(HttpResponseMessage answer, string mediaType, string name)
    {
        string Header(string header) => answer.Headers.GetValues(header).Single();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(("attachment", name), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("sandbox; default-src 'none'", Header("Content-Security-Policy"));
        Assert.Equal("no-store", Header("Cache-Control"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
