namespace Credentials.EvidenceStore.Storage;

/// <summary>Section <c>Storage</c>: which engine keeps the documents.</summary>
public sealed class StorageOptions
{
    public const string Sqlite = "sqlite";
    public const string PostgreSql = "postgresql";
    public const string MongoDb = "mongodb";

    /// <summary>The assembly of the MongoDB engine, which is not part of the default build.</summary>
    internal const string MongoDbAssembly = "Credentials.EvidenceStore.MongoDb";

    /// <summary><c>sqlite</c> (a file in the data folder), <c>postgresql</c> or <c>mongodb</c>, in any case.</summary>
    public string Engine { get; init; } = Sqlite;

    /// <summary>Where the server is, as Npgsql or MongoDB.Driver reads it; a secret where it holds a password.</summary>
    public string? ConnectionString { get; init; }

    internal bool IsPostgreSql => Is(PostgreSql);

    internal bool IsMongoDb => Is(MongoDb);

    /// <summary>Whether the documents lie on a server, where several instances reach them, and not in the data folder.</summary>
    internal bool IsOnServer => IsPostgreSql || IsMongoDb;

    /// <summary>What is wrong, naming the setting; null when nothing is.</summary>
    internal string? Fault => (IsOnServer, Is(Sqlite), string.IsNullOrWhiteSpace(ConnectionString)) switch
    {
        (false, false, _) => $"Storage:Engine must be {Sqlite}, {PostgreSql} or {MongoDb}; it is '{Engine}'.",
        (true, _, true) => $"Storage:Engine is {(IsMongoDb ? MongoDb : PostgreSql)}: set Storage:ConnectionString to say where it is.",
        // Whoever gave one did not mean the file in the data folder.
        (_, true, false) => $"Storage:ConnectionString is set, but Storage:Engine is {Sqlite}, which has none: set Storage:Engine to {PostgreSql} or {MongoDb}.",
        _ => null,
    };

    private bool Is(string engine) => Engine.Equals(engine, StringComparison.OrdinalIgnoreCase);
}
