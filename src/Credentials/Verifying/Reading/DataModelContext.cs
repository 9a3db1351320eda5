using System.Text.Json;

namespace Credentials.Verifying.Reading;

/// <summary>The member <c>@context</c> (VC Data Model 2.0 section 4.3, 1.1 section 4.1): an ordered set of URLs and objects whose first names the data model.</summary>
internal static class DataModelContext
{
    public static DataModel Of(JsonElement context)
    {
        var first = JsonReading.First(context);
        return first.ValueKind != JsonValueKind.String ? DataModel.Unknown
            : first.ValueEquals("https://www.w3.org/ns/credentials/v2"u8) ? DataModel.Version2
            : first.ValueEquals("https://www.w3.org/2018/credentials/v1"u8) ? DataModel.Version1
            : DataModel.Unknown;
    }

    /// <summary>Whether every item is a URL or an object; what is in an object is not looked at.</summary>
    public static bool IsWellFormed(JsonElement context)
    {
        foreach (var item in JsonReading.Each(context))
            if (item.ValueKind != JsonValueKind.Object && !UrlText.IsUrl(item))
                return false;
        return JsonReading.Count(context) > 0;
    }

    /// <summary>Whether the terms of version 2.0 are defined, wherever in the set (section 4.13.2 on envelopes).</summary>
    public static bool IncludesVersion2(JsonElement context) =>
        IsWellFormed(context) && JsonReading.HasText(context, "https://www.w3.org/ns/credentials/v2"u8);
}
