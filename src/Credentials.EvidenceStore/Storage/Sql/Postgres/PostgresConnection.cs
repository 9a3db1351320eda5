using System.Globalization;
using System.Text;
using Npgsql;

namespace Credentials.EvidenceStore.Storage.Sql.Postgres;

/// <summary>
/// One connection. What is sent without a question waits here and travels with the next question in one batch, so that an award costs four round trips
/// rather than a dozen; the server still runs everything in order.
/// </summary>
internal sealed class PostgresConnection : SqlConnection
{
    private const int MostWaiting = 200;

    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<object, PostgresStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private NpgsqlBatch _waiting;

    private PostgresConnection(NpgsqlConnection connection)
    {
        _connection = connection;
        _waiting = new(connection);
    }

    public override SqlDialect Dialect => PostgresDialect.Instance;

    /// <summary>Set by a failure and cleared by <see cref="RollBack"/>: the server answers a commit of what has failed as if all were well.</summary>
    public bool HasFailed { get; private set; }

    public bool IsOpen => _connection.State == System.Data.ConnectionState.Open;

    /// <exception cref="SqlException">The server cannot be reached, or refuses.</exception>
    public static PostgresConnection Open(PostgresAddress address)
    {
        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            connection.Open();
            var opened = new PostgresConnection(connection);
            opened.Execute(PostgresSession.Settings);
            return opened;
        }
        catch (Exception failure) when (failure is not SqlException)
        {
            connection.Dispose();
            throw PostgresFaults.Of(failure);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override SqlStatement Use(string sql) =>
        _statements.TryGetValue(sql, out var found) ? found : _statements[sql] = new PostgresStatement(this, Numbered(sql));

    /// <summary>Runs statements without parameters and rows, after what waits.</summary>
    public void Execute(string sql)
    {
        if (_waiting.BatchCommands.Count > 0)
            Run(_waiting.ExecuteNonQuery);
        Run(() =>
        {
            using var command = new NpgsqlCommand(sql, _connection);
            return command.ExecuteNonQuery();
        });
    }

    /// <summary>Drops what waits, and ends the transaction. Never fails: a connection that is lost has ended it by itself.</summary>
    public void RollBack()
    {
        _waiting.Dispose();
        _waiting = new(_connection);
        HasFailed = false;
        if (!IsOpen)
            return;
        try
        {
            Execute("ROLLBACK");
        }
        catch (Exception failure) when (failure is SqlException or InvalidOperationException)
        {
            _connection.Close();
        }
    }

    public override void Dispose()
    {
        _waiting.Dispose();
        _connection.Dispose();
    }

    internal void Send(NpgsqlBatchCommand command)
    {
        _waiting.BatchCommands.Add(command);
        if (_waiting.BatchCommands.Count >= MostWaiting)
            Run(_waiting.ExecuteNonQuery);
    }

    internal int Ask(NpgsqlBatchCommand command)
    {
        _waiting.BatchCommands.Add(command);
        Run(_waiting.ExecuteNonQuery);
        return checked((int)command.Rows);
    }

    internal NpgsqlDataReader Read(NpgsqlBatchCommand command)
    {
        _waiting.BatchCommands.Add(command);
        return Run(() => _waiting.ExecuteReader());
    }

    /// <summary>Runs something on the connection, which afterwards has nothing waiting; failures become <see cref="SqlException"/>s.</summary>
    internal T Run<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is not SqlException)
        {
            HasFailed = true;
            throw PostgresFaults.Of(failure);
        }
        finally
        {
            if (_waiting.BatchCommands.Count > 0)
            {
                // A new one: the reader of the old one may still be at its rows.
                _waiting = new(_connection);
            }
        }
    }

    /// <summary>Parameters as <c>$1</c>, <c>$2</c> and so on, in place of question marks outside quotes.</summary>
    private static string Numbered(string sql)
    {
        var text = new StringBuilder(sql.Length + 32);
        var (number, isQuoted) = (0, false);
        foreach (var character in sql)
        {
            isQuoted ^= character == '\'';
            if (character == '?' && !isQuoted)
                text.Append(CultureInfo.InvariantCulture, $"${++number}");
            else
                text.Append(character);
        }
        return text.ToString();
    }
}
