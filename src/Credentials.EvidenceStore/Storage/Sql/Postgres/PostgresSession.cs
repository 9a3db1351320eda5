namespace Credentials.EvidenceStore.Storage.Sql.Postgres;

/// <summary>What every connection is set to.</summary>
internal static class PostgresSession
{
    /// <summary>
    /// Names resolve in the operator's own search path. A lock that does not come soon is a writer to give way to, long before the server would look for
    /// a deadlock; a transaction that stands still (its process hangs) is ended, so that nobody waits for it. Durable means on the disk, whatever the
    /// server's default; where it waits for standbys too, that stays.
    /// </summary>
    public const string Settings = """
        SET lock_timeout = '250ms';
        SET idle_in_transaction_session_timeout = '10s';
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
        """;
}
