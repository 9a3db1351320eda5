using Npgsql;
using NpgsqlTypes;

namespace Credentials.EvidenceStore.Storage.Sql.Postgres;

/// <summary>A statement of one connection; the server prepares it at its second use.</summary>
internal sealed class PostgresStatement(PostgresConnection connection, string sql) : SqlStatement
{
    private NpgsqlBatchCommand? _bound;
    private NpgsqlDataReader? _rows;

    public override SqlStatement Bind(long? value) => value is { } number ? Add(number, NpgsqlDbType.Bigint) : AddNull(NpgsqlDbType.Bigint);

    public override SqlStatement Bind(string? value) => value is null ? AddNull(NpgsqlDbType.Text) : Add(value, NpgsqlDbType.Text);

    public override SqlStatement Bind(ReadOnlySpan<byte> value) => Add(value.ToArray(), NpgsqlDbType.Bytea);

    public override SqlStatement Bind(ReadOnlyMemory<byte> value) => Add(value, NpgsqlDbType.Bytea);

    public override SqlStatement Bind(Guid? value) => value is { } id ? Add(id, NpgsqlDbType.Uuid) : AddNull(NpgsqlDbType.Uuid);

    public override SqlStatement Bind(DateTimeOffset? value) => value is { } instant
        ? Add(DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds()), NpgsqlDbType.TimestampTz)
        : AddNull(NpgsqlDbType.TimestampTz);

    public override SqlStatement Bind(DateOnly? value) => value is { } day ? Add(day, NpgsqlDbType.Date) : AddNull(NpgsqlDbType.Date);

    public override SqlStatement BindJson(ReadOnlyMemory<byte> value) => Add(value.ToArray(), NpgsqlDbType.Json);

    public override bool Step()
    {
        _rows ??= connection.Read(Take());
        if (connection.Run(_rows.Read))
            return true;
        Dispose();
        return false;
    }

    public override int Run() => connection.Ask(Take());

    public override void Send() => connection.Send(Take());

    public override bool IsNull(int column) => _rows!.IsDBNull(column);

    public override long Int64(int column) => _rows!.GetInt64(column);

    public override int Int32(int column) => checked((int)_rows!.GetInt64(column));

    public override string Text(int column) => _rows!.GetString(column);

    public override byte[] Blob(int column) => _rows!.GetFieldValue<byte[]>(column);

    public override ReadOnlySpan<byte> Span(int column) => Blob(column);

    public override byte[] Json(int column) => Blob(column);

    public override Guid Id(int column) => _rows!.GetGuid(column);

    public override DateTimeOffset Instant(int column) => _rows!.GetFieldValue<DateTimeOffset>(column);

    public override DateOnly Day(int column) => _rows!.GetFieldValue<DateOnly>(column);

    public override void Dispose()
    {
        _bound = null;
        if (_rows is not { } rows)
            return;
        _rows = null;
        connection.Run(() =>
        {
            rows.Dispose();
            return true;
        });
    }

    private NpgsqlBatchCommand Take()
    {
        var command = _bound ?? new(sql);
        _bound = null;
        return command;
    }

    private PostgresStatement Add<T>(T value, NpgsqlDbType type)
    {
        (_bound ??= new(sql)).Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
        return this;
    }

    private PostgresStatement AddNull(NpgsqlDbType type)
    {
        (_bound ??= new(sql)).Parameters.Add(new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type });
        return this;
    }
}
