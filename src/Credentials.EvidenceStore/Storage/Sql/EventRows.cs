using System.Security.Cryptography;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Events of records on their way to the log: written with the change that they tell of, moved by whoever keeps the log.</summary>
internal static class EventRows
{
    /// <param name="connection">The writer's.</param>
    /// <param name="record">Whose.</param>
    /// <param name="ordinal">Which of the record's events it is.</param>
    /// <param name="type">What happened.</param>
    /// <param name="at">When.</param>
    /// <param name="ciphertext">What the event commits to.</param>
    public static void Add(SqlConnection connection, Guid record, int ordinal, RecordEventType type, DateTimeOffset at, ReadOnlyMemory<byte> ciphertext)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ciphertext.Span, digest);
        connection.Use("INSERT INTO pending_events(record, ordinal, type, at, digest) VALUES(?, ?, ?, ?, ?)")
            .Bind(record).Bind(ordinal).Bind((long)type).Bind(at).Bind(digest).Send();
    }

    /// <summary>The event that the record was just changed for: its last one.</summary>
    public static void AddLast(SqlConnection connection, Guid record, RecordEventType type, DateTimeOffset at, ReadOnlyMemory<byte> ciphertext)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ciphertext.Span, digest);
        connection.Use("""
            INSERT INTO pending_events(record, ordinal, type, at, digest) SELECT id, events - 1, ?, ?, ? FROM records
            WHERE number = (SELECT number FROM awards WHERE id = ? UNION ALL SELECT number FROM proofs WHERE id = ?)
            """).Bind((long)type).Bind(at).Bind(digest).Bind(record).Bind(record).Send();
    }

    public static IReadOnlyList<PendingEvent> Read(SqlConnection connection, int limit)
    {
        using var row = connection.Use("SELECT number, record, ordinal, type, at, digest FROM pending_events ORDER BY number LIMIT ?").Bind(limit);
        var events = new List<PendingEvent>();
        while (row.Step())
            events.Add(new(row.Int64(0), new(row.Id(1), row.Int32(2), (RecordEventType)row.Int32(3), row.Instant(4), row.Blob(5))));
        return events;
    }
}
