namespace Credentials.EvidenceStore.Storage;

/// <summary>Section <c>Storage</c>: which engine keeps the documents.</summary>
public sealed class StorageOptions
{
    public const string Sqlite = "sqlite";
    public const string PostgreSql = "postgresql";

    /// <summary><c>sqlite</c> (a file in the data folder) or <c>postgresql</c>, in any case.</summary>
    public string Engine { get; init; } = Sqlite;

    /// <summary>Where PostgreSQL is, as Npgsql reads it; a secret where it holds a password.</summary>
    public string? ConnectionString { get; init; }

    internal bool IsPostgreSql => Engine.Equals(PostgreSql, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong, naming the setting; null when nothing is.</summary>
    internal string? Fault => (IsPostgreSql, Engine.Equals(Sqlite, StringComparison.OrdinalIgnoreCase), string.IsNullOrWhiteSpace(ConnectionString)) switch
    {
        (false, false, _) => $"Storage:Engine must be {Sqlite} or {PostgreSql}; it is '{Engine}'.",
        (true, _, true) => $"Storage:Engine is {PostgreSql}: set Storage:ConnectionString to say where it is.",
        // Whoever gave one did not mean the file in the data folder.
        (_, true, false) => $"Storage:ConnectionString is set, but Storage:Engine is {Sqlite}, which has none: set Storage:Engine to {PostgreSql}.",
        _ => null,
    };
}
