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

    public required LanguageMap Title { get; init; }

    public required LanguageMap Description { get; init; }

    /// <summary>Level in every framework named; an EQF level is derived where the framework is referenced to it.</summary>
    public required IReadOnlyList<FrameworkLevel> Levels { get; init; }

    public required IReadOnlyList<LearningOutcome> LearningOutcomes { get; init; }

    /// <summary>Whether the status <c>suspended</c> is possible.</summary>
    public bool Suspendable { get; init; }

    /// <summary>Reads and checks the JSON form; each mandatory element that is missing is an error with its pointer.</summary>
    public static Result<Achievement> Parse(JsonElement json) => throw new NotImplementedException();

    /// <summary>The JSON form; <see cref="Parse"/> of it gives an equal value.</summary>
    public void Write(Utf8JsonWriter writer) => throw new NotImplementedException();
}

/// <param name="EscoSkills">ESCO skill URIs, <c>http://data.europa.eu/esco/skill/…</c>.</param>
public sealed record LearningOutcome(LanguageMap Title, IReadOnlyList<string> EscoSkills);
