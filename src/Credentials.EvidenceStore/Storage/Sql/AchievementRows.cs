using System.Globalization;

namespace Credentials.EvidenceStore.Storage.Sql;

internal static class AchievementRows
{
    private const string Newest = """
        SELECT a.id, v.version, v.is_awarded, v.json, a.archived_at FROM achievements a JOIN achievement_versions v ON v.place = a.place
        WHERE a.centre = ? AND a.id = ? ORDER BY v.version DESC LIMIT 1
        """;

    private const string Exact = """
        SELECT a.id, v.version, v.is_awarded, v.json, a.archived_at FROM achievements a JOIN achievement_versions v ON v.place = a.place
        WHERE a.centre = ? AND a.id = ? AND v.version = ?
        """;

    public static bool Put(SqlConnection connection, AchievementDocument document, ReadOnlyMemory<byte>? seen)
    {
        var newest = Find(connection, document.Centre, document.Id, null);
        if (seen is { } known && !known.Span.SequenceEqual(newest is null ? default : newest.Json.Span))
            return false;
        if (document.Version == (newest?.Version ?? 0) + 1)
        {
            var place = newest is null ? AddPlace(connection, document) : FindPlace(connection, document);
            connection.Use("INSERT INTO achievement_versions(place, version, is_awarded, json) VALUES(?, ?, ?, ?)")
                .Bind(place).Bind(document.Version).Bind(document.IsAwarded ? 1 : 0).BindJson(document.Json).Send();
            return true;
        }
        if (newest is null || newest.IsAwarded || document.Version != newest.Version)
            return false;
        return connection.Use("UPDATE achievement_versions SET json = ?, is_awarded = ? WHERE place = ? AND version = ?")
            .BindJson(document.Json).Bind(document.IsAwarded ? 1 : 0).Bind(FindPlace(connection, document)).Bind(document.Version).Run() == 1;
    }

    /// <summary>From the first award on the version never changes.</summary>
    public static void MarkAwarded(SqlConnection connection, string centre, string id, int version)
    {
        connection.Use("""
            UPDATE achievement_versions SET is_awarded = 1
            WHERE place = (SELECT place FROM achievements WHERE centre = ? AND id = ?) AND version = ? AND is_awarded = 0
            """).Bind(centre).Bind(id).Bind(version).Send();
    }

    public static bool Archive(SqlConnection connection, string centre, string id, DateTimeOffset? at) => connection
        .Use($"UPDATE achievements SET archived_at = ? WHERE centre = ? AND id = ? AND archived_at IS {(at is null ? "NOT NULL" : "NULL")}")
        .Bind(at).Bind(centre).Bind(id).Run() == 1;

    public static AchievementDocument? Find(SqlConnection connection, string centre, string id, int? version)
    {
        using var row = connection.Use(version is null ? Newest : Exact).Bind(centre).Bind(id);
        if (version is { } number)
            row.Bind(number);
        return row.Step() ? Read(row, centre) : null;
    }

    public static Page<AchievementDocument> List(SqlConnection connection, string centre, string? cursor, int limit, bool? archived)
    {
        // An unknown cursor continues nowhere.
        var after = cursor is null ? 0
            : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place > 0 ? place : long.MaxValue;
        using var row = connection.Use($"""
            SELECT a.id, v.version, v.is_awarded, v.json, a.archived_at, a.place FROM achievements a JOIN achievement_versions v ON v.place = a.place
            WHERE a.centre = ? AND a.place > ? AND v.version = (SELECT max(version) FROM achievement_versions WHERE place = a.place) {Only(archived)}
            ORDER BY a.place LIMIT ?
            """).Bind(centre).Bind(after).Bind(limit + 1);
        var items = new List<AchievementDocument>();
        while (row.Step())
        {
            if (items.Count == limit)
                return new(items, after.ToString(CultureInfo.InvariantCulture));
            items.Add(Read(row, centre));
            after = row.Int64(5);
        }
        return new(items, null) { IsCursorUnknown = items.Count == 0 && cursor is not null && !HasPlace(connection, centre, after) };
    }

    private static string Only(bool? archived) =>
        archived is null ? "" : archived.Value ? "AND a.archived_at IS NOT NULL" : "AND a.archived_at IS NULL";

    private static bool HasPlace(SqlConnection connection, string centre, long place)
    {
        using var row = connection.Use("SELECT 1 FROM achievements WHERE place = ? AND centre = ?").Bind(place).Bind(centre);
        return row.Step();
    }

    private static AchievementDocument Read(SqlStatement row, string centre) =>
        new(centre, row.Text(0), row.Int32(1), row.Int32(2) == 1, row.Json(3)) { ArchivedAt = row.InstantOrNull(4) };

    private static long AddPlace(SqlConnection connection, AchievementDocument document)
    {
        connection.Use("INSERT INTO achievements(centre, id) VALUES(?, ?)").Bind(document.Centre).Bind(document.Id).Run();
        return FindPlace(connection, document);
    }

    private static long FindPlace(SqlConnection connection, AchievementDocument document)
    {
        using var row = connection.Use("SELECT place FROM achievements WHERE centre = ? AND id = ?").Bind(document.Centre).Bind(document.Id);
        return row.Step() ? row.Int64(0) : throw new InvalidOperationException("the achievement has no place");
    }
}
