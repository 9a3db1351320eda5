using SQLitePCL;

namespace Credentials.EvidenceStore.Storage.Sql.Sqlite;

/// <summary>
/// A prepared statement of one connection, bound by position. <see cref="Dispose"/> resets it for the next use: a statement left half read
/// would hold its read snapshot and keep the log from being reused. The connection finalizes it.
/// </summary>
internal sealed class SqliteStatement(sqlite3 database, sqlite3_stmt statement) : SqlStatement
{
    private int _bound;

    public override SqlStatement Bind(long? value) =>
        Check(value is { } number ? raw.sqlite3_bind_int64(statement, ++_bound, number) : raw.sqlite3_bind_null(statement, ++_bound));

    public override SqlStatement Bind(string? value) =>
        Check(value is null ? raw.sqlite3_bind_null(statement, ++_bound) : raw.sqlite3_bind_text(statement, ++_bound, value));

    public override SqlStatement Bind(ReadOnlySpan<byte> value) =>
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, ++_bound, 0) : raw.sqlite3_bind_blob(statement, ++_bound, value));

    public override SqlStatement Bind(ReadOnlyMemory<byte> value) => Bind(value.Span);

    public override SqlStatement Bind(Guid? value)
    {
        if (value is not { } id)
            return Bind((string?)null);
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(bytes);
    }

    public override SqlStatement Bind(DateTimeOffset? value) => Bind(value?.ToUnixTimeMilliseconds());

    public override SqlStatement Bind(DateOnly? value) => Bind((long?)value?.DayNumber);

    public override SqlStatement BindJson(ReadOnlyMemory<byte> value) => Bind(value.Span);

    public override bool Step()
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

    public override int Run()
    {
        Step();
        var changes = raw.sqlite3_changes(database);
        Dispose();
        return changes;
    }

    public override void Send() => Run();

    public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public override long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public override int Int32(int column) => checked((int)Int64(column));

    public override string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    public override byte[] Blob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public override ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(statement, column);

    public override byte[] Json(int column) => Blob(column);

    public override Guid Id(int column) => new(raw.sqlite3_column_blob(statement, column), bigEndian: true);

    public override DateTimeOffset Instant(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Int64(column));

    public override DateOnly Day(int column) => DateOnly.FromDayNumber(Int32(column));

    public override void Dispose()
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
