using System.Globalization;
using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Centres, and achievements with all their versions in one document.</content>
public sealed partial class MongoEvidenceStorage
{
    public async Task<bool> PutCentreAsync(CentreDocument document, CancellationToken cancel = default)
    {
        if (document.Version == 1)
            return await _centres.AddAsync(new BsonDocument("_id", document.Slug).With("version", 1L).With("json", document.Json), cancel);
        return (await _centres.ChangeAsync(
            document.Slug, stored =>
            {
                if (stored.Int64("version") != document.Version - 1)
                    return false;
                stored.With("version", document.Version).With("json", document.Json);
                return true;
            }, cancel)).IsChanged;
    }

    public async Task<CentreDocument?> FindCentreAsync(string slug, CancellationToken cancel = default) =>
        await _centres.FindAsync(slug, cancel) is { } centre ? ReadCentre(centre) : null;

    public async Task<IReadOnlyList<CentreDocument>> ListCentresAsync(CancellationToken cancel = default) =>
        [.. (await _centres.ListAsync(Documents.Where.Empty, cancel, Documents.By.Ascending("_id"))).Select(ReadCentre)];

    public async Task<bool> PutAchievementAsync(AchievementDocument document, ReadOnlyMemory<byte>? seen = null, CancellationToken cancel = default)
    {
        var id = IdOfAchievement(document.Centre, document.Id);
        var (stored, isChanged) = await _achievements.ChangeAsync(id, achievement => Put(achievement, document, seen), cancel);
        if (stored is not null)
            return isChanged;
        return document.Version == 1 && seen is null or { IsEmpty: true } && await _achievements.AddAsync(
            new BsonDocument("_id", id).With("centre", document.Centre).With("achievement", document.Id).With("number", _order.Next())
                .With("versions", new BsonArray { WriteVersion(document) }), cancel);
    }

    public async Task<AchievementDocument?> FindAchievementAsync(string centre, string id, int? version, CancellationToken cancel = default) =>
        await _achievements.FindAsync(IdOfAchievement(centre, id), cancel) is { } achievement ? ReadVersion(achievement, version) : null;

    public async Task<Page<AchievementDocument>> ListAchievementsAsync(
        string centre, string? cursor, int limit, bool? archived = null, CancellationToken cancel = default)
    {
        var filter = Documents.Where.Eq("centre", centre);
        if (cursor is not null)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
                || await _achievements.FindOneAsync(filter & Documents.Where.Eq("number", after), cancel) is null)
                return Pages.UnknownCursor<AchievementDocument>();
            filter &= Documents.Where.Gt("number", after);
        }
        if (archived is { } isArchived)
            filter &= Documents.Where.Exists("archivedAt", isArchived);
        var found = await _achievements.ListAsync(filter, cancel, Documents.By.Ascending("number"), limit + 1);
        return Pages.Of(
            found, limit, achievement => ReadVersion(achievement, null)!, last => last.Int64("number").ToString(CultureInfo.InvariantCulture));
    }

    public async Task<bool> ArchiveAchievementAsync(string centre, string id, DateTimeOffset? at, CancellationToken cancel = default) =>
        (await _achievements.ChangeAsync(
            IdOfAchievement(centre, id), achievement =>
            {
                if (achievement.Contains("archivedAt") == at is not null)
                    return false;
                achievement.With("archivedAt", at);
                return true;
            }, cancel)).IsChanged;

    /// <summary>From the first award on the version never changes.</summary>
    private async Task MarkAwardedAsync(string centre, string id, int version, CancellationToken cancel) => await _achievements.ChangeAsync(
        IdOfAchievement(centre, id), achievement =>
        {
            if (achievement.Items("versions").FirstOrDefault(one => one.Int32("version") == version) is not { } named || named.Flag("isAwarded"))
                return false;
            named.With("isAwarded", (bool?)true);
            return true;
        }, cancel);

    private static bool Put(BsonDocument achievement, AchievementDocument document, ReadOnlyMemory<byte>? seen)
    {
        var newest = achievement.Items("versions").Last();
        if (seen is { } known && !known.Span.SequenceEqual(newest.Blob("json").Span))
            return false;
        if (document.Version == newest.Int32("version") + 1)
        {
            achievement.Append("versions", WriteVersion(document));
            return true;
        }
        if (newest.Flag("isAwarded") || document.Version != newest.Int32("version"))
            return false;
        newest.With("json", document.Json).With("isAwarded", document.IsAwarded ? true : default(bool?));
        return true;
    }

    private static BsonDocument IdOfAchievement(string centre, string id) => new BsonDocument().With("centre", centre).With("achievement", id);

    private static BsonDocument WriteVersion(AchievementDocument document) => new BsonDocument()
        .With("version", (int?)document.Version).With("isAwarded", document.IsAwarded ? true : default(bool?)).With("json", document.Json);

    private static AchievementDocument? ReadVersion(BsonDocument achievement, int? version) =>
        (version is null ? achievement.Items("versions").Last() : achievement.Items("versions").FirstOrDefault(one => one.Int32("version") == version)) is { } one
            ? new(achievement.Text("centre"), achievement.Text("achievement"), one.Int32("version"), one.Flag("isAwarded"), one.Blob("json"))
            {
                ArchivedAt = achievement.InstantOrNull("archivedAt"),
            }
            : null;

    private static CentreDocument ReadCentre(BsonDocument centre) => new(centre["_id"].AsString, centre.Int64("version"), centre.Blob("json"));
}
