using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Credentials.Achievements;
using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.IssuerService.Staff.AwardOne;

/// <summary>Makes of a form the body that the API takes for one award, and brings each of its faults back to its field.</summary>
internal static partial class AwardDraft
{
    /// <summary>Stands for what is wrong with no field of the form.</summary>
    public const string Whole = "";

    /// <summary>The field, and the parameter, with the id of a credential that is awarded anew.</summary>
    public const string Again = "again";

    /// <summary>Why one that is corrected is revoked, and that this is meant.</summary>
    public const string Reason = "reason", Sure = "sure";

    /// <summary>In the order of the page.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "achievement", "learner.givenName", "learner.familyName", "learner.birthDate", "learner.email", "learner.nationalNumber", "awardedOn", "result", "language",
        "hours", "recognition",
    ];

    /// <summary>What was left blank is not said: the same award by the API, by a list or by this form is one.</summary>
    /// <param name="form">What was typed.</param>
    /// <param name="chosen">What is awarded.</param>
    /// <param name="before">What was awarded before and is awarded anew: what the form does not show of it, or shows to nobody, stays.</param>
    public static JsonElement BodyOf(Form form, Achievement? chosen, AwardRequest? before)
    {
        var learner = new JsonObject();
        var body = new JsonObject { ["learner"] = learner };
        foreach (var name in Fields)
        {
            if (string.IsNullOrWhiteSpace(form.Typed(name)) || IsUsualLanguage(name, form, chosen))
                continue;
            var (place, member) = name.Split('.') is [_, var inside] ? (learner, inside) : (body, name);
            place[member] = ValueOf(name, form);
        }
        if (before is not null && IsSamePerson(before.Learner, form))
            Keep(before, body, learner);
        return JsonSerializer.SerializeToElement(body);
    }

    /// <summary>The form as it is filled in to award anew what was awarded before.</summary>
    public static Form Of(AwardRequest before, Guid id) => Form.Of(
    [
        new(Again, id.ToString()),
        new("achievement", before.Achievement),
        new("learner.givenName", before.Learner.GivenName),
        new("learner.familyName", before.Learner.FamilyName),
        new("learner.birthDate", before.Learner.BirthDate is { } birthDate ? IsoDate.Write(birthDate) : ""),
        new("learner.email", before.Learner.Email ?? ""),
        new("awardedOn", IsoDate.Write(before.AwardedOn)),
        new("result", before.Result ?? ""),
        new("language", before.Language ?? ""),
        new("hours", before.Hours?.ToString("0.##", CultureInfo.InvariantCulture) ?? ""),
        new("recognition", before.Recognition ? "yes" : ""),
    ]);

    public static void Place(Form form, Problem problem)
    {
        foreach (var error in problem.Errors)
        {
            var name = error.Pointer.TrimStart('/').Replace('/', '.');
            form.Refuse(Fields.Contains(name) ? name : Whole, error.Reason);
        }
    }

    /// <summary>A slip in one name is set right; with another name altogether, or another date of birth, it is somebody else, to whom nothing of the first belongs.</summary>
    private static bool IsSamePerson(AwardLearner before, Form form) =>
        (Same(before.GivenName, form.Typed("learner.givenName")) || Same(before.FamilyName, form.Typed("learner.familyName")))
        && (before.BirthDate is not { } born || form.Typed("learner.birthDate").Trim() is var typed && (typed.Length == 0 || typed == IsoDate.Write(born)));

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static void Keep(AwardRequest before, JsonObject body, JsonObject learner)
    {
        if (before.Learner.NationalNumber is { } number && !learner.ContainsKey("nationalNumber"))
            learner["nationalNumber"] = number.Digits;
        if (before.Learner.Did is { } did)
            learner["did"] = did.Value;
        if (before.Evidence.Count > 0)
            body["evidence"] = new JsonArray([.. before.Evidence.Select(EvidenceOf)]);
    }

    private static JsonObject EvidenceOf(AwardEvidence evidence)
    {
        var written = new JsonObject();
        foreach (var (name, value) in new[] { ("name", evidence.Name), ("description", evidence.Description), ("url", evidence.Url), ("digest", evidence.Digest) })
        {
            if (value is not null)
                written[name] = value;
        }
        return written;
    }

    private static bool IsUsualLanguage(string name, Form form, Achievement? chosen) => name == "language" && form.Typed(name) == chosen?.FindLanguage(null);

    // A number that is none goes along as it was typed, so that it is refused like any other fault.
    private static JsonNode ValueOf(string name, Form form) => name switch
    {
        "recognition" => form.IsTicked(name),
        "hours" when Number().IsMatch(form.Typed(name).Trim()) =>
            decimal.Parse(form.Typed(name).Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
        _ => form.Typed(name).Trim(),
    };

    [GeneratedRegex(@"^[0-9]{1,6}([.,][0-9]{1,2})?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
