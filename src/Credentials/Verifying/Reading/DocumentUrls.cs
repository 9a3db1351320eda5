using Credentials.Verifying.Checks;

namespace Credentials.Verifying.Reading;

/// <summary>The addresses of the documents that checking a credential compares or reads, within bounds.</summary>
internal static class DocumentUrls
{
    private const int MostResources = 8;

    public static IReadOnlyList<string> Of(PresentedCredential credential)
    {
        var (members, urls) = (credential.Members, new List<string>());
        foreach (var entry in credential.StatusEntries)
            if (entry.Kind == StatusListKind.RevocationList)
                Add(urls, entry.ListUrl);
        var left = SchemaCheck.Most;
        foreach (var schema in JsonReading.Each(members.Schema))
        {
            if (left-- == 0)
                break;
            if (SchemaCheck.IsKnownType(schema))
                Add(urls, JsonReading.TextOf(schema, "id"u8));
        }

        left = MostResources;
        foreach (var resource in JsonReading.Each(members.RelatedResource))
        {
            if (left-- == 0)
                break;
            Add(urls, JsonReading.TextOf(resource, "id"u8));
        }

        return urls;
    }

    private static void Add(List<string> urls, string? url)
    {
        if (url is not null && !urls.Contains(url))
            urls.Add(url);
    }
}
