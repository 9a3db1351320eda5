using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Credentials.Achievements;

namespace Credentials.IssuerService.Staff.AwardOne;

/// <summary>Makes of a form the body that the API takes for one award, and brings each of its faults back to its field.</summary>
internal static partial class AwardDraft
{
    /// <summary>Stands for what is wrong with no field of the form.</summary>
    public const string Whole = "";

    /// <summary>In the order of the page.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "achievement", "learner.givenName", "learner.familyName", "learner.birthDate", "learner.email", "learner.nationalNumber", "awardedOn", "result", "language",
        "hours", "recognition",
    ];

    /// <summary>What was left blank is not said: the same award by the API, by a list or by this form is one.</summary>
    public static JsonElement BodyOf(Form form, Achievement? chosen)
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
        return JsonSerializer.SerializeToElement(body);
    }

    public static void Place(Form form, Problem problem)
    {
        foreach (var error in problem.Errors)
        {
            var name = error.Pointer.TrimStart('/').Replace('/', '.');
            form.Refuse(Fields.Contains(name) ? name : Whole, error.Reason);
        }
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
