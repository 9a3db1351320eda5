using System.Text.Json;
using Credentials.Frameworks;

namespace Credentials.Achievements;

/// <summary>One version of an achievement of one centre: what credentials point to as <c>{PublicUrl}/achievements/{slug}/{id}/{version}</c>.</summary>
public sealed record AchievementVersion(string Centre, int Version, Achievement Achievement);

/// <summary>
/// The definition of a micro-credential: the EU standard elements (Council Recommendation 2022/C 243/02, Annex I) that do not depend on the learner,
/// in one or more languages. <c>schemas/achievement.schema.json</c> describes its JSON.
/// </summary>
public sealed record Achievement
{
    /// <summary>Unique within the centre: 1 to 64 of a-z, 0-9 and inner hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Its languages are the languages that the achievement is offered in; every other text has the same.</summary>
    public required LanguageMap Title { get; init; }

    public required LanguageMap Description { get; init; }

    /// <summary>The levels as stated, each with who verified it; one per framework.</summary>
    public required IReadOnlyList<AchievementLevel> StatedLevels { get; init => field = ValueList<AchievementLevel>.Of(value); }

    public required IReadOnlyList<LearningOutcome> LearningOutcomes { get; init => field = ValueList<LearningOutcome>.Of(value); }

    public required Workload Workload { get; init; }

    public required Assessment Assessment { get; init; }

    public required Participation Participation { get; init; }

    public required QualityAssurance QualityAssurance { get; init; }

    /// <summary>Languages of instruction, BCP 47 tags.</summary>
    public IReadOnlyList<string> InstructionLanguages { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Of([]);

    public LearningSetting? LearningSetting { get; init; }

    /// <summary>The share of the learning that takes place at a workplace, in percent.</summary>
    public decimal? WorkBasedShare { get; init; }

    /// <summary>Null where earlier learning cannot be recognised (EVC).</summary>
    public PriorLearning? PriorLearning { get; init; }

    public IReadOnlyList<IscedField> Fields { get; init => field = ValueList<IscedField>.Of(value); } = ValueList<IscedField>.Of([]);

    /// <summary>Whether the status <c>suspended</c> is possible.</summary>
    public bool Suspendable { get; init; }

    /// <summary>Whether it can be combined with others towards a larger credential; null where nothing is said.</summary>
    public bool? Stackable { get; init; }

    public PartOfQualification? PartOf { get; init; }

    /// <summary>What a learner needs before enrolling.</summary>
    public LanguageMap? Prerequisites { get; init; }

    public PathwayRecognition? Recognition { get; init; }

    public QualityAudit? QualityAudit { get; init; }

    /// <summary>What is needed to earn it; null: the type of assessment says it.</summary>
    public LanguageMap? Criteria { get; init; }

    /// <summary>The https address of a picture.</summary>
    public string? Image { get; init; }

    /// <summary>How its awards are classified in LED; null where they are not registered there. It stands in no credential.</summary>
    public LedFields? Led { get; init; }

    /// <summary>Whether every award of it must be registered in LED.</summary>
    public bool MustBeRegistered => Led is not null;

    /// <summary>
    /// The levels as stated, and after them the EQF level that a stated level is referenced to, where it is not stated itself;
    /// what was verified for the one holds for the other.
    /// </summary>
    public IReadOnlyList<AchievementLevel> VerifiedLevels =>
    [
        .. StatedLevels,
        .. StatedLevels
            .Where(_ => StatedLevels.All(stated => stated.Level.Framework != QualificationsFramework.Eqf))
            .SelectMany(stated => QualificationsFramework.TryToEqf(stated.Level, out var eqf) ? [stated with { Level = eqf }] : Array.Empty<AchievementLevel>())
            .Take(1),
    ];

    /// <summary>Level in every framework named; an EQF level is derived where the framework is referenced to it.</summary>
    public IReadOnlyList<FrameworkLevel> Levels => [.. VerifiedLevels.Select(level => level.Level)];

    /// <summary>The languages that a credential can be written in.</summary>
    public IReadOnlyList<string> Languages => [.. Title.Languages];

    /// <summary>One of <see cref="Languages"/> however it is spelled, the first where none is asked for; null where it is not among them.</summary>
    public string? FindLanguage(string? asked) =>
        asked is null ? Languages[0] : Languages.FirstOrDefault(offered => string.Equals(offered, asked, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads and checks the JSON form; each mandatory element that is missing is an error with its pointer.</summary>
    public static Result<Achievement> Parse(JsonElement json) => AchievementReader.Read(json);

    /// <summary>The JSON form; <see cref="Parse"/> of it gives an equal value.</summary>
    public void Write(Utf8JsonWriter writer) => AchievementWriter.Write(this, writer);

    /// <summary>The JSON form as it stands in lists, where a member <c>archived</c> says that it is awarded no more; a definition has no such member.</summary>
    public void Write(Utf8JsonWriter writer, bool isArchived) => AchievementWriter.Write(this, writer, isArchived);
}
