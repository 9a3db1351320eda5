using System.Text.Json;

namespace Credentials.Services.Tests.Web;

internal static class Problems
{
    public static async Task<JsonElement> AssertAsync(HttpResponseMessage answer, int status, string type)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(type, json.GetProperty("type").GetString());
        Assert.Equal(status, json.GetProperty("status").GetInt32());
        Assert.NotEmpty(json.GetProperty("title").GetString()!);
        return json;
    }
}
