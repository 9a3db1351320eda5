using System.Text.Json;

namespace Credentials.Web.Answers;

/// <summary>Moments in JSON, in UTC.</summary>
public static class JsonInstants
{
    /// <summary>The moment, or null where there is none.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (instant is { } known)
            json.WriteString(name, known.UtcDateTime);
        else
            json.WriteNull(name);
    }
}
