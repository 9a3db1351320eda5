using Npgsql;

namespace Credentials.Benchmarks;

/// <summary>
/// The engine that the service runs on: SQLite in its data folder, or with <c>--engine postgresql</c> a database of its own on the server that
/// <c>CREDENTIALS_TEST_POSTGRES</c> names by a connection string.
/// </summary>
internal sealed class StorageEngine : IDisposable
{
    private const string Variable = "CREDENTIALS_TEST_POSTGRES";

    private readonly string? _database;

    private StorageEngine(string? database) => _database = database;

    public static bool IsPostgreSql { get; set; }

    public IEnumerable<KeyValuePair<string, string?>> Settings => _database is null
        ? []
        : [new("Storage__Engine", "postgresql"), new("Storage__ConnectionString", _database)];

    public static StorageEngine Create()
    {
        if (!IsPostgreSql)
            return new(database: null);
        var server = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"--engine postgresql: set {Variable} to a connection string of a user who may create databases");
        var name = $"benchmark_{Guid.NewGuid():N}";
        Execute(server, $"CREATE DATABASE {name}");
        return new(new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
    }

    public long Bytes(string dataFolder) => _database is null
        ? Directory.EnumerateFiles(dataFolder, "*.db*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length)
        : (long)Execute(_database, "SELECT pg_database_size(current_database())")!;

    public void Dispose()
    {
        if (_database is not null)
            Execute(Environment.GetEnvironmentVariable(Variable)!, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(_database).Database} WITH (FORCE)");
    }

    private static object? Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
