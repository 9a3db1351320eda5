using Credentials.Achievements;
using Credentials.EvidenceStore.Recording;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>The clear facts of issued awards and of proofs, in one narrow table. A record has the number that its award or proof has in its own table.</summary>
internal static class RecordRows
{
    public const string Columns =
        "id, source, learner, status, changed_at, recorded_at, kind, is_end, vks, eqf, setting, obtained_on, precision, valid_until, hours, isced, " +
        "centre, institution, supplier, subject, level_by";

    /// <summary>The number of a record by its id: both tables have an index of ids anyway.</summary>
    private const string NumberOfId = "SELECT number FROM awards WHERE id = ? UNION ALL SELECT number FROM proofs WHERE id = ?";

    /// <summary>Adds a record under the next number, which its award or proof then takes from <see cref="SqlDialect.LastRecordNumber"/>.</summary>
    /// <param name="connection">The writer's.</param>
    /// <param name="record">A new one.</param>
    /// <param name="events">How many events it has with this commit.</param>
    public static void Add(SqlConnection connection, RecordDocument record, int events) =>
        Bind(connection.Use(
            $"INSERT INTO records({Columns}, events) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"), record).Bind(events).Send();

    /// <summary>Adds a record under the number that its award has already.</summary>
    public static void Add(SqlConnection connection, RecordDocument record, int events, long number) =>
        Bind(connection.Use(
            $"INSERT INTO records({Columns}, events, number) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"), record)
            .Bind(events).Bind(number).Send();

    public static RecordDocument? Find(SqlConnection connection, Guid id)
    {
        using var row = connection.Use($"SELECT {Columns} FROM records WHERE number = ({NumberOfId})").Bind(id).Bind(id);
        return row.Step() ? Read(row) : null;
    }

    public static long? FindNumber(SqlConnection connection, Guid id)
    {
        using var row = connection.Use(NumberOfId).Bind(id).Bind(id);
        return row.Step() ? row.Int64(0) : null;
    }

    /// <summary>Gives it another status, and makes room for the event that tells of it.</summary>
    public static void Change(SqlConnection connection, Guid id, RecordStatus status, DateTimeOffset at) =>
        connection.Use($"UPDATE records SET status = ?, changed_at = ?, events = events + 1 WHERE number = ({NumberOfId})")
            .Bind((long)status).Bind(at).Bind(id).Bind(id).Send();

    public static RecordDocument Read(SqlStatement row) => new()
    {
        Id = row.Id(0),
        Source = (RecordSource)row.Int32(1),
        LearnerId = row.Id(2),
        Status = (RecordStatus)row.Int32(3),
        ChangedAt = row.InstantOrNull(4),
        RecordedAt = row.Instant(5),
        Facts = new()
        {
            Kind = (ProofKind)row.Int32(6),
            IsEnd = row.Int32OrNull(7) is { } isEnd ? isEnd == 1 : null,
            VksLevel = (byte?)row.Int32OrNull(8),
            EqfLevel = (byte?)row.Int32OrNull(9),
            Setting = (LearningSetting?)row.Int32OrNull(10),
            ObtainedOn = row.Day(11),
            ObtainedPrecision = (DatePrecision)row.Int32(12),
            ValidUntil = row.DayOrNull(13),
            Hours = row.IsNull(14) ? null : row.Int64(14) / 100m,
            IscedField = row.TextOrNull(15),
            Centre = row.TextOrNull(16),
            Institution = row.TextOrNull(17),
            Supplier = row.TextOrNull(18),
            Subject = row.TextOrNull(19),
            LevelBy = row.TextOrNull(20),
        },
    };

    private static SqlStatement Bind(SqlStatement statement, RecordDocument record)
    {
        var facts = record.Facts;
        return statement.Bind(record.Id).Bind((long)record.Source).Bind(record.LearnerId).Bind((long)record.Status).Bind(record.ChangedAt).Bind(record.RecordedAt)
            .Bind((long)facts.Kind).Bind(facts.IsEnd is { } isEnd ? isEnd ? 1 : 0 : default(long?)).Bind((long?)facts.VksLevel).Bind((long?)facts.EqfLevel)
            .Bind((long?)facts.Setting).Bind(facts.ObtainedOn).Bind((long)facts.ObtainedPrecision).Bind(facts.ValidUntil)
            .Bind(facts.Hours is { } hours ? (long)(hours * 100) : null).Bind(facts.IscedField).Bind(facts.Centre).Bind(facts.Institution)
            .Bind(facts.Supplier).Bind(facts.Subject).Bind(facts.LevelBy);
    }
}
