using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Credentials.Services.Tests.Apps;

/// <summary>
/// The PostgreSQL server of the tests: the one that <c>CREDENTIALS_TEST_POSTGRES</c> names by a connection string (its user may create databases), else
/// one of our own from the installed binaries, in a temporary folder on a free port, started by the first test that needs it.
/// </summary>
internal static class PostgresServer
{
    private const string Variable = "CREDENTIALS_TEST_POSTGRES";

    /// <summary>Ends the server and removes its folder when its input closes, which the death of the test process does too; the signals that end a test run reach it as well, and must not end it before its work.</summary>
    private const string Script = """
        trap '' TERM INT HUP
        "$1/postgres" -D "$2/data" -c listen_addresses=127.0.0.1 -c port="$3" -c unix_socket_directories= -c max_connections=200 \
          -c fsync=off -c log_min_messages=fatal >"$2/log" 2>&1 </dev/null &
        read -r _
        "$1/pg_ctl" -D "$2/data" -m immediate -s stop
        rm -rf "$2"
        """;

    // Held, because its input stays open as long as this object lives: until this process ends, however it ends.
    private static Process? _server;

    private static readonly Lazy<string> Running = new(() => Given ?? Start());

    // Since version 15 a new database is written through the log unless told otherwise, which takes most of a short test's time.
    private static readonly Lazy<string> Copying = new(() =>
        int.Parse((string)Execute(Running.Value, "SHOW server_version_num")!, CultureInfo.InvariantCulture) >= 150000 ? " STRATEGY file_copy" : "");

    /// <summary>Why there is no server; null where there is one.</summary>
    public static string? Missing { get; } = Given is not null || Binaries is not null
        ? null
        : $"there is no PostgreSQL server: {Variable} is not set, and /usr/lib/postgresql is not installed";

    private static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    private static string? Binaries => !Directory.Exists("/usr/lib/postgresql") ? null : Directory.GetDirectories("/usr/lib/postgresql")
        .Select(version => Path.Combine(version, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault();

    /// <summary>Makes an empty database; the connection string to it.</summary>
    public static string CreateDatabase()
    {
        var name = $"test_{Guid.NewGuid():N}";
        Execute(Running.Value, $"CREATE DATABASE {name}{Copying.Value}");
        return new NpgsqlConnectionStringBuilder(Running.Value) { Database = name }.ConnectionString;
    }

    public static void DropDatabase(string connectionString) =>
        Execute(Running.Value, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    public static object? Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private static string Start()
    {
        var folder = Directory.CreateTempSubdirectory("credentials-postgres-").FullName;
        var password = Guid.NewGuid().ToString("N");
        File.WriteAllText(Path.Combine(folder, "password"), password);
        if (Environment.IsPrivilegedProcess)
            Run("chown", "-R", "postgres", folder);
        Run([.. AsServer, Path.Combine(Binaries!, "initdb"), "-D", Path.Combine(folder, "data"), "-U", "credentials", "--auth=scram-sha-256",
            $"--pwfile={folder}/password", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        var port = FreePort.Find();
        _server = Process.Start(StartOf([.. AsServer, "sh", "-c", Script, "sh", Binaries!, folder, $"{port}"], keepsInput: true));
        var connection = $"Host=127.0.0.1;Port={port};Username=credentials;Password={password};Database=postgres;Include Error Detail=true";
        for (var patience = Stopwatch.StartNew(); ; Thread.Sleep(20))
        {
            try
            {
                Execute(connection, "SELECT 1");
                return connection;
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(60))
            {
                // It is still starting.
            }
        }
    }

    /// <summary>The server refuses to run as root.</summary>
    private static string[] AsServer => Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];

    private static void Run(params string[] command)
    {
        using var process = Process.Start(StartOf(command, keepsInput: false))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {error}{output.Result}");
    }

    private static ProcessStartInfo StartOf(string[] command, bool keepsInput) => new(command[0], command.Skip(1))
    {
        RedirectStandardInput = keepsInput,
        RedirectStandardOutput = !keepsInput,
        RedirectStandardError = !keepsInput,
        WorkingDirectory = "/",
    };
}
