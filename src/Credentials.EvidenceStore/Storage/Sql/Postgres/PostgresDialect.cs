namespace Credentials.EvidenceStore.Storage.Sql.Postgres;

internal sealed class PostgresDialect : SqlDialect
{
    /// <summary>Named in <see cref="PostgresFaults"/> too: its key is the promise that no status index is used twice.</summary>
    public const string UsedIndexes = "status_indexes_used";

    public static readonly PostgresDialect Instance = new();

    public override string BeginSnapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public override string SharedRow => " FOR SHARE";

    public override string LastRecordNumber => "currval('award_numbers')";

    /// <summary>PostgreSQL knows how many rows a value has, and chooses for itself.</summary>
    public override string Unindexed(string column) => column;

    /// <summary>A row for each index: packed bits of neighbours would be one row that every writer waits for.</summary>
    public override void OccupyStatusIndex(SqlConnection connection, StatusSlot slot) =>
        connection.Use($"INSERT INTO {UsedIndexes}(list, place) VALUES(?, ?)").Bind(slot.List).Bind(slot.Index).Send();
}
