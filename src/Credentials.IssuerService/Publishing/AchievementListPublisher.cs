using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>The list of what centres award as JSON, written once for each reading of it.</summary>
public sealed class AchievementListPublisher(AchievementList list, IOptions<IssuerServiceOptions> options)
{
    private volatile Edition? _latest;

    public async ValueTask<PublishedFile> GetAsync(CancellationToken cancel = default)
    {
        var items = await list.GetAsync(cancel);
        if (_latest is { } latest && ReferenceEquals(latest.Items, items))
            return latest.File;
        var body = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("achievements");
            foreach (var item in items)
                Write(writer, item);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        var file = new PublishedFile(body.WrittenMemory, "application/json", options.Value.StatusListMaxAge);
        _latest = new(items, file);
        return file;
    }

    private static void Write(Utf8JsonWriter writer, ListedAchievement item)
    {
        writer.WriteStartObject();
        writer.WriteString("id", item.Id);
        writer.WriteString("centre", item.Centre.Name);
        writer.WriteString("did", item.Issuer.Value);
        writer.WriteString("issuer", item.IssuerAddress);
        writer.WriteStartObject("title");
        foreach (var (language, text) in item.Newest.Achievement.Title.Texts)
            writer.WriteString(language, text);
        writer.WriteEndObject();
        writer.WriteStartArray("titles");
        foreach (var title in item.Titles)
            writer.WriteStringValue(title);
        writer.WriteEndArray();
        writer.WriteString("versions", item.UrlPrefix);
        writer.WriteNumber("newest", item.Newest.Version);
        writer.WriteEndObject();
    }

    private sealed record Edition(IReadOnlyList<ListedAchievement> Items, PublishedFile File);
}
