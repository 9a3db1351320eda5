namespace Credentials.EvidenceStore.Storage.Sql.Sqlite;

/// <summary>A copy of the database as of one moment, taken beside whoever reads and writes it, and what is done to such a copy.</summary>
internal static class SqliteSnapshot
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Writes the copy, made safe to go on with (<see cref="RestoredRows.MakeReady"/>), and answers its schema. The original is neither changed nor
    /// brought forward; writers go on, only their log is not started anew until the copy is there.
    /// </summary>
    /// <param name="path">The database.</param>
    /// <param name="copy">A file that does not exist.</param>
    /// <param name="grown">Told now and then: bytes written, and about how many it will be.</param>
    /// <exception cref="StorageException">Unreadable, of another program, or the disk is full.</exception>
    public static int Take(string path, string copy, Action<long, long> grown)
    {
        try
        {
            using (var connection = SqliteConnection.Open(path, Patience, cacheKib: 8 * 1024))
            {
                SqliteSchema.VersionOf(connection, path);
                var expected = (connection.Pragma("page_count") - connection.Pragma("freelist_count")) * connection.Pragma("page_size");
                using var watch = new Timer(_ => Tell(copy, expected, grown), null, TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(500));
                // Not the back-up interface: it begins anew whenever another process commits, and it takes over free pages with what was deleted from them.
                connection.Use("VACUUM INTO ?").Bind(copy).Run();
            }
            return Change(copy, RestoredRows.MakeReady);
        }
        catch (SqlException failure)
        {
            throw new StorageException($"The database {path} cannot be copied: {failure.Message}.", failure);
        }
    }

    /// <summary>Changes a copy that nobody else has open, whole in one file before and after, and answers its schema.</summary>
    /// <exception cref="StorageException">Unreadable, or of another program.</exception>
    public static int Change(string copy, Action<SqlConnection> change)
    {
        try
        {
            using var connection = SqliteConnection.Open(copy, Patience, cacheKib: 8 * 1024);
            var schema = SqliteSchema.VersionOf(connection, copy);
            connection.Execute("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; BEGIN IMMEDIATE");
            change(connection);
            connection.Execute("COMMIT");
            return schema;
        }
        catch (SqlException failure)
        {
            throw new StorageException($"The database {copy} cannot be read: {failure.Message}.", failure);
        }
    }

    private static void Tell(string copy, long expected, Action<long, long> grown)
    {
        var file = new FileInfo(copy);
        if (file.Exists)
            grown(Math.Min(file.Length, expected), expected);
    }
}
