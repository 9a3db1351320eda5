using SQLitePCL;

namespace Credentials.EvidenceStore.Storage.Sql.Sqlite;

/// <summary>
/// SQLite refused something. A failed flush leaves unknown which pages the disk has, and the system may call the next one a success all the same; only a
/// restart, which reads the log by its checksums, tells. A full disk is met before the flush, and passes.
/// </summary>
internal sealed class SqliteException(int code, string message)
    : SqlException($"SQLite error {code}: {message}", (code & 0xFF) == raw.SQLITE_IOERR ? SqlFault.Broken : SqlFault.Refused)
{
    public static SqliteException Of(sqlite3 database) =>
        new(raw.sqlite3_extended_errcode(database), raw.sqlite3_errmsg(database).utf8_to_string());
}
