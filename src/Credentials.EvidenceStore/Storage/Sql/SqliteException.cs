using SQLitePCL;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>SQLite refused something. Holds its code and its own words, which name tables and columns but never a value.</summary>
internal sealed class SqliteException(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    /// <summary>The extended result code.</summary>
    public int Code => code;

    public bool IsInputOutput => (code & 0xFF) == raw.SQLITE_IOERR;

    public static SqliteException Of(sqlite3 database) =>
        new(raw.sqlite3_extended_errcode(database), raw.sqlite3_errmsg(database).utf8_to_string());
}
