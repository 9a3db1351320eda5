using System.Text.RegularExpressions;
using Credentials.Frameworks;

namespace Credentials.Achievements;

/// <param name="Title">What the learner knows or can do.</param>
/// <param name="EscoSkills">The skills of the European classification that it is related to.</param>
public sealed record LearningOutcome(LanguageMap Title, IReadOnlyList<EscoSkill> EscoSkills)
{
    public IReadOnlyList<EscoSkill> EscoSkills { get; init => field = ValueList<EscoSkill>.Of(value); } = ValueList<EscoSkill>.Of(EscoSkills);
}

/// <param name="Uri"><c>http://data.europa.eu/esco/skill/…</c>.</param>
/// <param name="Name">ESCO's preferred label.</param>
public sealed record EscoSkill(string Uri, LanguageMap Name)
{
    private static readonly Regex Form = new(
        "^http://data\\.europa\\.eu/esco/skill/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\z", RegexOptions.NonBacktracking);

    /// <summary>Whether a text is the URI of a skill, as far as its form says.</summary>
    public static bool IsUri(string? text) => text is not null && Form.IsMatch(text);
}

/// <summary>A level together with who verified it.</summary>
/// <param name="Level">The level.</param>
/// <param name="VerifiedBy">The body that verified that the learning outcomes are of this level.</param>
public sealed record AchievementLevel(FrameworkLevel Level, string VerifiedBy);

/// <summary>The notional workload: ECTS credits, hours, or both; at least one is there.</summary>
public sealed record Workload(decimal? Ects, decimal? Hours);

/// <param name="Type">The type of assessment (EU element 9), e.g. a practical test.</param>
public sealed record Assessment(LanguageMap Type)
{
    /// <summary>The results that can be reached; null where only reaching the achievement is recorded.</summary>
    public GradingScale? Scale { get; init; }

    public Supervision? Supervision { get; init; }
}

/// <param name="Type">The type of quality assurance (EU element 11).</param>
/// <param name="Body">Who assures it.</param>
public sealed record QualityAssurance(LanguageMap Type, string? Body);

/// <summary>Recognition of earlier learning (EVC): the achievement may be reached by assessment alone.</summary>
/// <param name="AssessedBy">The body that assesses.</param>
public sealed record PriorLearning(string AssessedBy);

/// <summary>The qualification that the achievement is a part of.</summary>
public sealed record PartOfQualification(QualificationKind Kind, string Code, LanguageMap Title);

/// <summary>The recognition of the pathway that leads to the achievement, e.g. as a beroepskwalificerend traject.</summary>
/// <param name="Register">The register that holds it.</param>
/// <param name="Number">Its number there.</param>
/// <param name="From">The first day it covers.</param>
/// <param name="Until">The last day it covers; null while it is open.</param>
public sealed record PathwayRecognition(string Register, string Number, DateOnly From, DateOnly? Until)
{
    public bool Covers(DateOnly day) => day >= From && !(day > Until);
}

/// <summary>The last external audit of the quality of what the centre offers.</summary>
public sealed record QualityAudit(DateOnly Date, string By)
{
    /// <summary>How many years an audit underpins awards.</summary>
    public const int YearsInForce = 6;

    /// <summary>Whether the audit is at most six years old on the day.</summary>
    public bool IsRecentOn(DateOnly day) => day <= Date.AddYears(YearsInForce);
}
