using SQLitePCL;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// A prepared statement of one connection, bound by position. <see cref="Dispose"/> resets it for the next use: a statement left half read
/// would hold its read snapshot and keep the log from being reused. The connection finalizes it.
/// </summary>
internal sealed class SqliteStatement(sqlite3 database, sqlite3_stmt statement) : IDisposable
{
    private int _bound;

    public SqliteStatement Bind(long? value) =>
        Check(value is { } number ? raw.sqlite3_bind_int64(statement, ++_bound, number) : raw.sqlite3_bind_null(statement, ++_bound));

    public SqliteStatement Bind(string? value) =>
        Check(value is null ? raw.sqlite3_bind_null(statement, ++_bound) : raw.sqlite3_bind_text(statement, ++_bound, value));

    public SqliteStatement Bind(ReadOnlySpan<byte> value) =>
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, ++_bound, 0) : raw.sqlite3_bind_blob(statement, ++_bound, value));

    public SqliteStatement Bind(ReadOnlyMemory<byte> value) => Bind(value.Span);

    /// <summary>Sixteen bytes, most significant first, so that ids of version 7 sort by time.</summary>
    public SqliteStatement Bind(Guid? value)
    {
        if (value is not { } id)
            return Bind((string?)null);
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(bytes);
    }

    public SqliteStatement Bind(DateTimeOffset? value) => Bind(value?.ToUnixTimeMilliseconds());

    public SqliteStatement Bind(DateOnly? value) => Bind((long?)value?.DayNumber);

    /// <summary>Moves to the next row; false when there is none.</summary>
    public bool Step()
    {
        switch (raw.sqlite3_step(statement))
        {
            case raw.SQLITE_ROW:
                return true;
            case raw.SQLITE_DONE:
                return false;
            default:
                var failure = SqliteException.Of(database);
                Dispose();
                throw failure;
        }
    }

    /// <summary>Runs a statement that answers no rows; tells how many it changed.</summary>
    public int Run()
    {
        Step();
        var changes = raw.sqlite3_changes(database);
        Dispose();
        return changes;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public int Int32(int column) => raw.sqlite3_column_int(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    /// <summary>The blob in SQLite's own memory: gone with the next call on this statement.</summary>
    public ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(statement, column);

    public Guid Id(int column) => new(raw.sqlite3_column_blob(statement, column), bigEndian: true);

    public Guid? IdOrNull(int column) => IsNull(column) ? null : Id(column);

    public DateTimeOffset Instant(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Int64(column));

    public DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public DateOnly Day(int column) => DateOnly.FromDayNumber(Int32(column));

    public void Dispose()
    {
        raw.sqlite3_reset(statement);
        _bound = 0;
    }

    internal void Close() => statement.Dispose();

    private SqliteStatement Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw SqliteException.Of(database);
        return this;
    }
}
