using System.Text.Json;
using Credentials.Achievements;
using Credentials.EvidenceStore.Recording;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// Gives awards of the release before records their record and their first event. What stands in the sealed request alone (hours of this learner,
/// recognition of earlier learning) the storage cannot read: the achievement's own workload and kind stand for it. Earlier changes of status are in the
/// award's journal, their times sealed: an award that is not active gets one event of now for all of them, so that its events lead to its status.
/// </summary>
internal static class RecordsOfOlderAwards
{
    private const int Page = 500;

    public static void Add(SqlConnection connection)
    {
        var centres = CentreRows.List(connection).ToDictionary(centre => centre.Slug, centre => StoredCentre.Read(centre.Json, centre.Version).Centre);
        var achievements = new Dictionary<(string, string, int), Achievement>();
        long? last = 0;
        while (last is { } after)
        {
            last = null;
            foreach (var (number, id) in Next(connection, after))
            {
                var award = AwardRows.FindIssued(connection, id)!;
                Add(connection, number, award, AchievementOf(connection, award, achievements), centres[award.Centre]);
                last = number;
            }
        }
    }

    private static void Add(SqlConnection connection, long number, AwardDocument award, Achievement achievement, Centre centre)
    {
        var facts = FactsOfAward.Of(achievement, centre, award.AwardedOn, recognition: false, hours: null);
        var record = AwardRows.RecordOf(award, facts);
        EventRows.Add(connection, award.Id, 0, RecordEventType.Issued, award.RecordedAt, award.SealedRequest);
        if (award.Status == AwardStatus.Active)
        {
            RecordRows.Add(connection, record, events: 1, number);
            return;
        }
        var now = DateTimeOffset.UtcNow;
        RecordRows.Add(connection, record with { ChangedAt = now }, events: 2, number);
        EventRows.Add(connection, award.Id, 1, award.Status.AsEvent(), now, award.SealedJournal);
    }

    private static List<(long Number, Guid Id)> Next(SqlConnection connection, long after)
    {
        using var row = connection.Use("SELECT number, id FROM awards WHERE number > ? ORDER BY number LIMIT ?").Bind(after).Bind(Page);
        var found = new List<(long, Guid)>();
        while (row.Step())
            found.Add((row.Int64(0), row.Id(1)));
        return found;
    }

    private static Achievement AchievementOf(SqlConnection connection, AwardDocument award, Dictionary<(string, string, int), Achievement> known)
    {
        var key = (award.Centre, award.AchievementId, award.AchievementVersion);
        if (known.TryGetValue(key, out var found))
            return found;
        var stored = AchievementRows.Find(connection, award.Centre, award.AchievementId, award.AchievementVersion)
            ?? throw new StorageException($"Version {award.AchievementVersion} of achievement {award.AchievementId} is not there, though it was awarded.");
        using var json = JsonDocument.Parse(stored.Json);
        return known[key] = Achievement.Parse(json.RootElement) is { IsSuccess: true } read
            ? read.Value
            : throw new StorageException($"The stored achievement {award.AchievementId} cannot be read.");
    }
}
