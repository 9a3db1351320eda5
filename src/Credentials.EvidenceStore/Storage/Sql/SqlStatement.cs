namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// A prepared statement of one connection, bound by position: bind every parameter in order, then step or run. <see cref="Dispose"/> makes it ready for
/// the next use and must follow reading. Failures of the engine are <see cref="SqlException"/>s.
/// </summary>
internal abstract class SqlStatement : IDisposable
{
    public abstract SqlStatement Bind(long? value);

    public abstract SqlStatement Bind(string? value);

    public abstract SqlStatement Bind(ReadOnlySpan<byte> value);

    public abstract SqlStatement Bind(ReadOnlyMemory<byte> value);

    /// <summary>Sorted by its bytes, most significant first, so that ids of version 7 sort by time.</summary>
    public abstract SqlStatement Bind(Guid? value);

    /// <summary>Kept to the millisecond, in UTC.</summary>
    public abstract SqlStatement Bind(DateTimeOffset? value);

    public abstract SqlStatement Bind(DateOnly? value);

    /// <summary>A JSON text, which is kept as it is written, for a column that holds JSON.</summary>
    public abstract SqlStatement BindJson(ReadOnlyMemory<byte> value);

    /// <summary>Moves to the next row; false when there is none.</summary>
    public abstract bool Step();

    /// <summary>Runs a statement that answers no rows; tells how many it changed.</summary>
    public abstract int Run();

    /// <summary>
    /// Runs a statement whose answer nobody needs. An engine at the other end of a network sends it with the next one that is asked something, at the
    /// latest with the commit; a failure shows there, and undoes the transaction all the same.
    /// </summary>
    public abstract void Send();

    public abstract bool IsNull(int column);

    public abstract long Int64(int column);

    public abstract int Int32(int column);

    public abstract string Text(int column);

    public abstract byte[] Blob(int column);

    /// <summary>The blob where the engine has it: gone with the next call on this statement.</summary>
    public abstract ReadOnlySpan<byte> Span(int column);

    public abstract byte[] Json(int column);

    public abstract Guid Id(int column);

    public abstract DateTimeOffset Instant(int column);

    public abstract DateOnly Day(int column);

    public int? Int32OrNull(int column) => IsNull(column) ? null : Int32(column);

    public DateOnly? DayOrNull(int column) => IsNull(column) ? null : Day(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public Guid? IdOrNull(int column) => IsNull(column) ? null : Id(column);

    public DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public abstract void Dispose();
}
