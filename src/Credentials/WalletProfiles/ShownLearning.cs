using System.Globalization;
using System.Text.Json;
using Credentials.Frameworks;
using Credentials.Inputs;
using Credentials.SdJwtVcs;
using Credentials.Verifying.Reading;

namespace Credentials.WalletProfiles;

/// <summary>
/// What a credential of a wallet profile says about someone's learning, as far as its holder shows it: the profiles' claims read back into the words of
/// a report. Whatever has another shape than the profile gives it is left out.
/// </summary>
internal sealed class ShownLearning
{
    private const int MostTexts = 100;

    private readonly JsonElement _claims;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly List<FrameworkLevel> _levels = [];

    private ShownLearning(SdJwtVc credential) => _claims = credential.Claims;

    /// <summary><c>urn:uuid:</c> of the award.</summary>
    public string? Id { get; private set; }

    public string? Title { get; private set; }

    public string? Description { get; private set; }

    public string? LearnerName { get; private set; }

    public DateOnly? AwardedOn { get; private set; }

    public IReadOnlyList<FrameworkLevel> Levels => _levels;

    /// <summary>Whether a level is named that is none known here.</summary>
    public bool HasUnknownLevel { get; private set; }

    public IReadOnlyList<string> LearningOutcomes { get; private set; } = [];

    /// <summary>As reports write it, e.g. <c>PT60H</c>, <c>3 ECTS</c>.</summary>
    public string? Workload { get; private set; }

    public string? Assessment { get; private set; }

    public string? Participation { get; private set; }

    public string? QualityAssurance { get; private set; }

    public string? Result { get; private set; }

    public string? AwardingBody { get; private set; }

    /// <summary>The names of the claims that the members above tell in full.</summary>
    public IReadOnlySet<string> Told => _told;

    /// <summary>Null for a type that is not known here.</summary>
    public static ShownLearning? Read(SdJwtVc credential)
    {
        var shown = new ShownLearning(credential);
        switch (WalletProfile.OfType(credential.Type))
        {
            case MicroCredentialProfile:
                shown.ReadMicroCredential();
                return shown;
            case LearningCredentialProfile:
                shown.ReadLearningCredential();
                return shown;
            default:
                return null;
        }
    }

    private void ReadMicroCredential()
    {
        Id = Text("identifier");
        Title = Text("title");
        LearnerName = Name(Text("givenName"), Text("familyName"));
        AwardedOn = Day("issuanceDate");
        AddLevel("level");
        AddLevel("nationalQualificationsFrameworkLevel");
        LearningOutcomes = Texts("learningOutcomes");
        Workload = WorkloadOf("notionalWorkload");
        Assessment = Text("typeOfAssessment");
        Participation = Text("formOfParticipation");
        QualityAssurance = Text("qualityAssurance");
        Result = Text("grade");
        AwardingBody = Text("awardingBody");
    }

    private void ReadLearningCredential()
    {
        Id = Guid.TryParseExact(Text("learner_identification"), "D", out var award) ? $"urn:uuid:{award}" : null;
        Title = Text("achievement_title");
        Description = Text("achievement_description");
        LearnerName = Name(Text("given_name"), Text("family_name"));
        AwardedOn = Day("date_of_issuance");
        if (_claims.TryGetProperty("level_of_learning_experience"u8, out var level))
            AddLevel("level_of_learning_experience", QualificationsFramework.Eqf, level.ValueKind == JsonValueKind.Number && level.TryGetInt32(out var number) ? number : -1);
        LearningOutcomes = Texts("learning_outcomes");
        Workload = Text("expected_study_time");
        QualityAssurance = Texts("types_of_quality_assurance") is { Count: > 0 } kinds ? string.Join(", ", kinds) : null;
        Result = Text("assessment_grade");
        AwardingBody = Text("issuing_authority");
    }

    private static string? Name(string? given, string? family) =>
        given is null && family is null ? null : string.Join(' ', new[] { given, family }.Where(part => !string.IsNullOrEmpty(part)));

    private string? Text(string name)
    {
        if (!_claims.TryGetProperty(name, out var value) || JsonReading.Text(value) is not { } text)
            return null;
        _told.Add(name);
        return text;
    }

    private DateOnly? Day(string name)
    {
        if (!_claims.TryGetProperty(name, out var value) || !IsoDate.TryParse(JsonReading.Text(value), out var day))
            return null;
        _told.Add(name);
        return day;
    }

    private List<string> Texts(string name)
    {
        if (!_claims.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Array)
            return [];
        var texts = value.EnumerateArray().Select(JsonReading.Text).OfType<string>().Take(MostTexts).ToList();
        if (texts.Count == value.GetArrayLength())
            _told.Add(name);
        return texts;
    }

    private string? WorkloadOf(string name)
    {
        if (!_claims.TryGetProperty(name, out var workload) || JsonReading.MemberOf(workload, "value"u8) is not { ValueKind: JsonValueKind.Number } number
            || !number.TryGetDecimal(out var value) || value < 0)
            return null;
        var text = JsonReading.TextOf(workload, "unit"u8) switch
        {
            "ECTS" => $"{LearningTexts.Number(value)} ECTS",
            "hours" when value == decimal.Truncate(value) => string.Create(CultureInfo.InvariantCulture, $"PT{value:0}H"),
            _ => null,
        };
        if (text is not null)
            _told.Add(name);
        return text;
    }

    private void AddLevel(string name)
    {
        if (!_claims.TryGetProperty(name, out var value))
            return;
        var parts = JsonReading.Text(value)?.Split('-');
        AddLevel(
            name, parts?[0].ToLowerInvariant() ?? "",
            parts is [_, var level] && int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1);
    }

    private void AddLevel(string name, string framework, int number)
    {
        if (!QualificationsFramework.TryFindLevel(framework, number, out var level))
        {
            HasUnknownLevel = true;
            return;
        }

        _told.Add(name);
        if (framework == QualificationsFramework.Eqf)
            _levels.Add(level);
        else
            _levels.Insert(0, level);
    }
}
