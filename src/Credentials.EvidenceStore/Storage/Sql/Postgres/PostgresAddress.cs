using Npgsql;

namespace Credentials.EvidenceStore.Storage.Sql.Postgres;

/// <summary>Where the database is, from the setting, with what our use of connections asks of them.</summary>
internal sealed class PostgresAddress
{
    private PostgresAddress(string connectionString, string shown) => (ConnectionString, Shown) = (connectionString, shown);

    public string ConnectionString { get; }

    /// <summary>Server, database and user: no secret, for messages.</summary>
    public string Shown { get; }

    /// <exception cref="StorageException">No connection string.</exception>
    public static PostgresAddress Parse(string text)
    {
        NpgsqlConnectionStringBuilder asked;
        try
        {
            asked = new(text);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            // Not with its message: what was taken for a keyword can be a part of the password.
            throw new StorageException("Storage:ConnectionString is not a connection string as Npgsql reads it (Host=…;Database=…;Username=…;Password=…).");
        }
        if (string.IsNullOrWhiteSpace(asked.Host))
            throw new StorageException("Storage:ConnectionString names no Host.");
        // Connections are ours as long as we use them: a pool would only reset them, and with them their prepared statements.
        asked.Pooling = false;
        asked.PersistSecurityInfo = false;
        asked.IncludeErrorDetail = false;
        asked.MaxAutoPrepare = 256;
        asked.AutoPrepareMinUsages = 2;
        asked.WriteBufferSize = 64 * 1024;
        asked.ApplicationName ??= "credentials";
        var shown = $"{asked.Host}:{asked.Port}, database {asked.Database ?? asked.Username}, user {asked.Username}";
        return new(asked.ConnectionString, shown);
    }
}
