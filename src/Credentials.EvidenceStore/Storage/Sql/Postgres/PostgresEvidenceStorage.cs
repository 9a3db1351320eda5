namespace Credentials.EvidenceStore.Storage.Sql.Postgres;

/// <summary>The storage contract on a PostgreSQL database, which any number of app instances may use at once.</summary>
public static class PostgresEvidenceStorage
{
    /// <summary>Each is a transaction that the others need not wait for; awards are spread over them.</summary>
    private const int Writers = 2;

    /// <summary>Opens the database, making its tables or bringing them forward; of several that start at once one does.</summary>
    /// <exception cref="StorageException">Not reachable, not allowed, of another program or of a newer release.</exception>
    public static SqlEvidenceStorage Open(string connectionString)
    {
        var address = PostgresAddress.Parse(connectionString);
        var opened = new Stack<PostgresConnection>();
        try
        {
            while (opened.Count < Writers)
                opened.Push(PostgresConnection.Open(address));
            PostgresSchema.Prepare(opened.Peek(), address);
            var writers = new GroupCommit[Writers];
            for (var writer = 0; writer < Writers; writer++)
                writers[writer] = new(new PostgresWriter(address, opened.Pop()));
            return new(writers, new PostgresReaders(address, Math.Clamp(2 * Environment.ProcessorCount, 4, 16)))
            {
                CanLoseEngine = true,
                Forget = () => Vacuum(address),
            };
        }
        catch (SqlException failure)
        {
            throw new StorageException(
                $"The PostgreSQL database that Storage:ConnectionString names ({address.Shown}) cannot be used: {failure.Message}", failure);
        }
        finally
        {
            foreach (var connection in opened)
                connection.Dispose();
        }
    }

    /// <summary>
    /// Gives the space of dead rows free for others to write over. Until they do, and in the server's own log, archives and back-ups, the bytes are the
    /// database administrator's to forget.
    /// </summary>
    private static bool Vacuum(PostgresAddress address)
    {
        try
        {
            using var connection = PostgresConnection.Open(address);
            connection.Execute("VACUUM learners, learner_changes, learner_tokens, unique_values, awards, proofs, shares, lookups, batches, batch_inputs");
            return true;
        }
        catch (SqlException failure)
        {
            throw new StorageException("The database could not be vacuumed.", failure);
        }
    }
}
