using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Issuing;
using Credentials.Web;

namespace Credentials.IssuerService.VcApi;

/// <summary>
/// Reads out of an unsigned AchievementCredential the award that it stands for, as <c>POST /api/awards</c> would be asked for it. What is read here is
/// only looked for; whether the credential is the one that the award gives is compared afterwards, member by member.
/// </summary>
internal static class AwardInCredential
{
    /// <summary>The body of an award.</summary>
    /// <param name="credential">An object.</param>
    /// <param name="learner">What the credential does not say of its learner, as <c>learner</c> of an award; undefined where nothing was given.</param>
    /// <param name="centre">The caller's.</param>
    /// <param name="address">Under which achievements lie.</param>
    public static JsonObject Read(JsonElement credential, JsonElement learner, string centre, PublicAddress address)
    {
        var subject = Member(credential, "credentialSubject");
        var achievement = Member(subject, "achievement");
        var body = new JsonObject();
        if (AchievementOf(Text(achievement, "id"), centre, address) is { } id)
            body["achievement"] = id;
        body["learner"] = LearnerOf(subject, learner);
        if (DayOf(credential) is { } day)
            body["awardedOn"] = day;
        Set(body, "result", Text(First(Member(subject, "result")), "value"));
        Set(body, "language", Text(achievement, "inLanguage"));
        // Only recognised learning says who assessed it, beside the grade.
        if (Member(Member(subject, "provenBy"), "additionalNote").ValueKind != JsonValueKind.Undefined)
            body["recognition"] = true;
        if (HoursOf(Text(Member(subject, "influencedBy"), "workload")) is { } hours)
            body["hours"] = hours;
        if (Member(credential, "evidence") is { ValueKind: JsonValueKind.Array } evidence && evidence.GetArrayLength() > 0)
            body["evidence"] = new JsonArray([.. evidence.EnumerateArray().Select(EvidenceOf)]);
        return body;
    }

    /// <summary>Where in the VC-API's body the fault lies that has this pointer in an award's.</summary>
    public static string PointerOf(string pointer) => pointer switch
    {
        "/achievement" => "/credential/credentialSubject/achievement/id",
        "/awardedOn" => "/credential/awardedDate",
        "/result" => "/credential/credentialSubject/result/0/value",
        "/language" => "/credential/credentialSubject/achievement/inLanguage",
        "/recognition" => "/credential/credentialSubject/provenBy/additionalNote",
        "/hours" => "/credential/credentialSubject/influencedBy/workload",
        _ when pointer.StartsWith("/learner", StringComparison.Ordinal) => "/options" + pointer,
        _ when pointer.StartsWith("/evidence", StringComparison.Ordinal) =>
            "/credential" + (pointer.EndsWith("/url", StringComparison.Ordinal) ? pointer[..^3] + "id" : pointer),
        _ => "/credential",
    };

    private static string? AchievementOf(string? id, string centre, PublicAddress address)
    {
        var beginning = address.At($"/achievements/{centre}/");
        if (id?.StartsWith(beginning, StringComparison.Ordinal) != true)
            return null;
        return id[beginning.Length..].Split('/') is [{ Length: > 0 } name, { Length: > 0 }] ? name : null;
    }

    private static JsonObject LearnerOf(JsonElement subject, JsonElement given)
    {
        var learner = given.ValueKind == JsonValueKind.Object ? JsonObject.Create(given.Clone())! : [];
        var (first, last) = NamesOf(subject);
        if (!learner.ContainsKey("givenName") && !learner.ContainsKey("familyName"))
        {
            Set(learner, "givenName", first);
            Set(learner, "familyName", last);
        }

        if (!learner.ContainsKey("did"))
            Set(learner, "did", Text(subject, "id"));
        return learner;
    }

    // A credential holds the name as one text; where it is not the first blank that parts it, the caller gives both names.
    private static (string? Given, string? Family) NamesOf(JsonElement subject)
    {
        var identifiers = Member(subject, "identifier");
        foreach (var identity in identifiers.ValueKind == JsonValueKind.Array ? identifiers.EnumerateArray().ToArray() : [identifiers])
        {
            if (Text(identity, "identityType") == "name" && Text(identity, "identityHash") is { } name)
                return name.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank ? (name[..blank], name[(blank + 1)..]) : (name, null);
        }

        return (null, null);
    }

    private static string? DayOf(JsonElement credential)
    {
        var text = Text(credential, "awardedDate") ?? Text(credential, "validFrom");
        return XmlDateTime.TryParse(text, out var moment) ? BrusselsTime.DayOf(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    }

    private static decimal? HoursOf(string? duration)
    {
        try
        {
            return duration?.StartsWith("PT", StringComparison.Ordinal) == true && System.Xml.XmlConvert.ToTimeSpan(duration) is var time && time > TimeSpan.Zero
                ? decimal.Round((decimal)time.TotalHours, 2)
                : null;
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static JsonNode EvidenceOf(JsonElement evidence)
    {
        var read = new JsonObject();
        Set(read, "name", Text(evidence, "name"));
        Set(read, "description", Text(evidence, "description"));
        Set(read, "url", Text(evidence, "id"));
        Set(read, "digest", Text(evidence, "digestSRI") ?? Text(evidence, "digestMultibase"));
        return read;
    }

    private static void Set(JsonObject target, string name, string? value)
    {
        if (value is not null)
            target[name] = value;
    }

    private static JsonElement First(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? value[0] : value;

    private static JsonElement Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement value, string name) => Member(value, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
