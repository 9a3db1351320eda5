namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>What the engines spell or do differently, besides their schemas.</summary>
internal abstract class SqlDialect
{
    /// <summary>Begins a read that sees one moment throughout; <c>COMMIT</c> ends it.</summary>
    public abstract string BeginSnapshot { get; }

    /// <summary>After a select, that nobody changes its rows before the transaction ends; empty where nobody can anyway.</summary>
    public abstract string SharedRow { get; }

    /// <summary>A column in a condition for which no index shall be looked up, where the engine would choose a wrong one.</summary>
    public abstract string Unindexed(string column);

    /// <summary>The number of the record that this transaction added last, as an expression.</summary>
    public abstract string LastRecordNumber { get; }

    /// <summary>Takes the index for good.</summary>
    /// <exception cref="InvalidOperationException">It was taken before, here or at the latest when committing: two tokens would share a status.</exception>
    public abstract void OccupyStatusIndex(SqlConnection connection, StatusSlot slot);
}
