using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Credentials.EvidenceStore.Storage.Sql.Postgres;

/// <summary>What PostgreSQL's and Npgsql's exceptions mean.</summary>
internal static class PostgresFaults
{
    private const string LockTimeout = "55P03";
    private const string ReadOnlyTransaction = "25006";

    /// <summary>The exception to throw instead: a <see cref="SqlException"/> unless it is a broken promise of ours.</summary>
    public static Exception Of(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } taken when IsOfUsedIndexes(taken) =>
            new InvalidOperationException("an index of a status list is taken", failure),
        PostgresException refused => new SqlException(Describe(refused), FaultOf(refused.SqlState), failure),
        DbException or SocketException or IOException or TimeoutException or ObjectDisposedException =>
            new SqlException($"The connection to PostgreSQL failed: {failure.Message}", SqlFault.Lost, failure),
        _ => failure,
    };

    private static SqlFault FaultOf(string state) => state switch
    {
        PostgresErrorCodes.UniqueViolation => SqlFault.Taken,
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or LockTimeout => SqlFault.Conflict,
        // The server of before is a standby now.
        ReadOnlyTransaction => SqlFault.Lost,
        // 08: the connection; 57P0x: the server stops or starts; 25P03: it ended a transaction that stood still.
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P0", StringComparison.Ordinal) || state == "25P03" => SqlFault.Lost,
        _ => SqlFault.Refused,
    };

    /// <summary>Class 22 quotes the value it does not like.</summary>
    private static string Describe(PostgresException refused) => refused.SqlState.StartsWith("22", StringComparison.Ordinal)
        ? $"PostgreSQL error {refused.SqlState}"
        : $"PostgreSQL error {refused.SqlState}: {refused.MessageText}";

    private static bool IsOfUsedIndexes(PostgresException taken) =>
        taken.TableName?.StartsWith(PostgresDialect.UsedIndexes, StringComparison.Ordinal) == true;
}
