using System.Net;
using System.Text.Json;
using Credentials.Achievements;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.PublicVerifier.Presentations;

namespace Credentials.App.Ports;

/// <summary>What the centres award, as the issuer's process publishes it under <c>/achievements</c>.</summary>
internal sealed class UpstreamPublishedAchievements(Upstream upstream) : IPublishedAchievements
{
    public async ValueTask<IReadOnlyList<PublishedAchievement>?> ListAsync(CancellationToken cancel) =>
        await upstream.GetAsync("/achievements", "application/json", cancel) is { Status: HttpStatusCode.OK } answer ? Read(answer.Body) : null;

    private static List<PublishedAchievement>? Read(ReadOnlyMemory<byte> utf8)
    {
        if (!StrictJson.Parse(utf8).TryGet(out var json, out _))
            return null;
        using (json)
        {
            try
            {
                return [.. json.RootElement.GetProperty("achievements").EnumerateArray().Select(ReadOne)];
            }
            catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
            {
                return null;
            }
        }
    }

    private static PublishedAchievement ReadOne(JsonElement json) => new(
        Text(json, "id"), Text(json, "centre"), Did.TryParse(Text(json, "did"), out var did) ? did : throw new FormatException(), Text(json, "issuer"),
        new LanguageMap([.. json.GetProperty("title").EnumerateObject().Select(text => KeyValuePair.Create(text.Name, text.Value.GetString()!))]),
        [.. json.GetProperty("titles").EnumerateArray().Select(title => title.GetString() ?? throw new FormatException())], Text(json, "versions"));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException();
}
