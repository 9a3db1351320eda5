namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>An engine refused something. The message holds its code and its own words, which name tables and columns but never a stored value.</summary>
internal class SqlException(string message, SqlFault fault, Exception? inner = null) : Exception(message, inner)
{
    public SqlFault Fault => fault;
}

/// <summary>What a refusal means for the transaction that met it.</summary>
internal enum SqlFault
{
    /// <summary>It fails for what it is, or for a state that may pass; undone, it can be asked again.</summary>
    Refused,

    /// <summary>Another transaction came between: undone and run again it finds what that one left.</summary>
    Conflict,

    /// <summary>A unique value is taken: by another transaction at this moment, which run again it finds, or for good.</summary>
    Taken,

    /// <summary>The connection is gone; whether a commit under way took place is not known.</summary>
    Lost,

    /// <summary>The disk no longer tells what it has: nothing may be written until the service has been started anew.</summary>
    Broken,
}
