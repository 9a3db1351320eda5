using System.Text.Json;
using Credentials.Issuing;
using Credentials.Verifying.Checks;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying;

/// <summary>Reads what a credential says for people, from JSON whose signature is right. Whatever has another shape than expected is left out.</summary>
internal static class ReportedContent
{
    private const int MostOutcomes = 100;
    private const int MostSkills = 200;
    private const string EscoSkill = "http://data.europa.eu/esco/skill/";

    public static ReportedCredential Read(ReportSource source)
    {
        var members = source.Credential.Members;
        var subject = JsonReading.First(members.Subject);
        var achievement = members.Achievement;
        var isEndorsement = Endorsements.IsEndorsement(members.Type);
        var language = JsonReading.Text(JsonReading.First(achievement.Language));
        _ = ValidityCheck.Read(members, out var validFrom, out var validUntil);
        return new ReportedCredential
        {
            Id = JsonReading.Text(members.Id),
            DataModel = members.DataModel switch { DataModel.Version1 => "1.1", DataModel.Version2 => "2.0", _ => null },
            Title = ShownText.Of(achievement.Name, language) ?? ShownText.Of(members.Name, language),
            Description = ShownText.Of(achievement.Description, language) ?? ShownText.Of(members.Description, language),
            Language = language,
            LearnerName = isEndorsement ? null : LearnerName(subject),
            AwardedOn = DateTimeStamp.TryReadDay(members.AwardedDate, out var day) ? day : null,
            ValidFrom = validFrom,
            ValidUntil = validUntil,
            Result = ResultOf(JsonReading.First(JsonReading.MemberOf(subject, "result"u8))),
            Issuer = IssuerOf(source),
            Levels = LevelsOf(achievement.Alignment, language ?? "en"),
            LearningOutcomes = TextsOf(achievement.LearningOutcome),
            Skills = SkillsOf(achievement.Alignment),
            Workload = WorkloadOf(achievement),
            Assessment = ShownText.Of(achievement.Assessment),
            Participation = ShownText.Of(achievement.Participation),
            QualityAssurance = ShownText.Of(achievement.QualityAssurance),
            AchievementUrl = JsonReading.Text(achievement.Id),
            Endorses = isEndorsement ? JsonReading.TextOf(subject, "id"u8) : null,
            EndorsementComment = isEndorsement ? ShownText.Of(JsonReading.MemberOf(subject, "endorsementComment"u8)) : null,
        };
    }

    private static ReportedIssuer? IssuerOf(ReportSource source)
    {
        if (source.Credential.Issuer is not { } did)
            return null;
        var centre = source.Trusted?.Centre;
        var claimed = ShownText.Of(JsonReading.MemberOf(source.Credential.Members.Issuer, "name"u8));
        return new ReportedIssuer(did.Value, centre?.Name, centre?.Kbo.ToString(), centre?.Address.Region, source.Trusted?.Register, claimed);
    }

    private static string? LearnerName(JsonElement subject)
    {
        var identifiers = JsonReading.MemberOf(subject, "identifier"u8);
        foreach (var one in JsonReading.Each(identifiers))
        {
            if (JsonReading.TextOf(one, "identityType"u8) == "name" && JsonReading.MemberOf(one, "hashed"u8).ValueKind == JsonValueKind.False)
                return JsonReading.TextOf(one, "identityHash"u8);
        }

        return ShownText.Of(JsonReading.MemberOf(subject, "name"u8)) ?? JsonReading.TextOf(subject, "id"u8);
    }

    private static string? ResultOf(JsonElement result) =>
        ShownText.Of(JsonReading.MemberOf(result, "value"u8)) ?? JsonReading.TextOf(result, "status"u8);

    private static List<ReportedLevel> LevelsOf(JsonElement alignments, string language)
    {
        var levels = new List<ReportedLevel>();
        if (alignments.ValueKind == JsonValueKind.Array)
            foreach (var alignment in alignments.EnumerateArray())
                AddLevel(levels, alignment, language);
        else
            AddLevel(levels, alignments, language);
        return levels;
    }

    private static void AddLevel(List<ReportedLevel> levels, JsonElement alignment, string language)
    {
        if (CredentialLevels.TryRead(alignment, out var level))
            levels.Add(new ReportedLevel(level.Framework, level.Level, level.Uri, level.NameIn(language)));
        else if (JsonReading.TextOf(alignment, "targetType"u8) == CredentialTerms.LevelTargetType
            && JsonReading.TextOf(alignment, "targetUrl"u8) is { } uri)
            levels.Add(new ReportedLevel(
                JsonReading.TextOf(alignment, "targetFramework"u8) ?? "", null, uri, JsonReading.TextOf(alignment, "targetName"u8) ?? uri));
    }

    private static List<ReportedSkill> SkillsOf(JsonElement alignments)
    {
        var skills = new List<ReportedSkill>();
        foreach (var alignment in JsonReading.Each(alignments))
        {
            if (skills.Count < MostSkills && JsonReading.TextOf(alignment, "targetUrl"u8) is { } uri && uri.StartsWith(EscoSkill, StringComparison.Ordinal)
                && !skills.Exists(skill => skill.Uri == uri))
                skills.Add(new ReportedSkill(uri, JsonReading.TextOf(alignment, "targetName"u8) ?? uri));
        }

        return skills;
    }

    private static string? WorkloadOf(AchievementMembers achievement)
    {
        var volume = JsonReading.Text(achievement.VolumeOfLearning);
        var credits = achievement.Credits.ValueKind == JsonValueKind.Number ? $"{achievement.Credits.GetRawText()} ECTS" : null;
        return volume is null ? credits : credits is null ? volume : $"{volume}, {credits}";
    }

    private static List<string> TextsOf(JsonElement outcomes)
    {
        var texts = new List<string>();
        foreach (var outcome in JsonReading.Each(outcomes))
        {
            if (texts.Count == MostOutcomes)
                break;
            if (ShownText.Of(outcome) is { } text)
                texts.Add(text);
        }

        return texts;
    }
}
