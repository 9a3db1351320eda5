using System.Globalization;
using System.IO.Compression;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql;
using Credentials.EvidenceStore.Storage.Sql.Sqlite;

namespace Credentials.EvidenceStore.BackingUp;

/// <summary>
/// Restores a back-up into an empty data folder. Everything is verified before anything gets its place. The restored store opens new status lists,
/// because in those of the back-up indexes may have been given out since.
/// </summary>
public sealed class RestoreStore
{
    private readonly EvidenceStoreOptions _options;
    private readonly StorageOptions _engine;
    private readonly TimeProvider _time;

    internal RestoreStore(EvidenceStoreOptions options, StorageOptions engine, TimeProvider time) => (_options, _engine, _time) = (options, engine, time);

    /// <summary>
    /// What was restored; <see cref="ProblemCode.InvalidInput"/> or <see cref="ProblemCode.NotFound"/> where it cannot be, and then the folder is as it was.
    /// </summary>
    /// <param name="file">The back-up.</param>
    /// <param name="passphrase">Opens its keys where they are sealed.</param>
    /// <param name="tell">Hears how far it is.</param>
    /// <exception cref="IOException">A file cannot be read or written, e.g. because the disk is full.</exception>
    public Result<BackUpManifest> Run(string file, string? passphrase, Action<string> tell)
    {
        if (_engine.IsOnServer)
        {
            return new Problem(ProblemCode.InvalidInput,
                (_engine.IsMongoDb ? "Storage:Engine is mongodb: restore the database with mongorestore --oplogReplay" : "Storage:Engine is postgresql: restore the database with pg_restore")
                + ", then run 'restore --database', which makes it ready to go on with.");
        }
        if (!File.Exists(file))
            return new Problem(ProblemCode.NotFound, $"There is no file {Path.GetFullPath(file)}.");
        var folder = Path.GetFullPath(_options.DataFolder);
        var wasThere = Directory.Exists(folder);
        WorkFolder.MakeFolder(folder);
        // Looked at first, so that a folder in use is not even touched.
        var restored = RestoreInFolder.IsEmpty(folder) || Directory.Exists(Path.Combine(folder, RestoreInFolder.Name))
            ? RestoreInto(folder, file, passphrase, tell)
            : InUse(folder);
        if (!restored.IsSuccess && !wasThere && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
        return restored;
    }

    /// <summary>
    /// Makes a database ready to go on with that was brought back by other means (pg_restore, a copied data folder), while nobody works with it.
    /// </summary>
    public Task MakeReadyAsync(IEvidenceStorage storage, CancellationToken cancel = default) =>
        storage.MakeReadyAfterRestoreAsync(RestoreMark.Of(takenAt: null, _time.GetUtcNow()), cancel);

    private Result<BackUpManifest> RestoreInto(string folder, string file, string? passphrase, Action<string> tell)
    {
        using var work = RestoreInFolder.TryOpen(folder);
        if (work is null)
            return new Problem(ProblemCode.InvalidInput, $"Another back-up is being restored into the data folder {folder}.");
        if (RestoreInFolder.Settle(work, folder))
            return new Problem(ProblemCode.InvalidInput, $"An earlier restore into {folder} had been cut off in its last steps; it is finished now, and the folder in use.");
        var isDone = false;
        try
        {
            if (!RestoreInFolder.IsEmpty(folder))
                return InUse(folder);
            var staged = Stage(RestoreInFolder.ContentOf(work), file, passphrase, tell);
            if (!staged.IsSuccess)
                return staged;
            isDone = true;
            RestoreInFolder.Commit(work, folder);
            return staged;
        }
        finally
        {
            if (!isDone)
                work.Remove();
        }
    }

    private Result<BackUpManifest> Stage(string content, string file, string? passphrase, Action<string> tell)
    {
        try
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var zip = new ZipArchive(source, ZipArchiveMode.Read);
            var reader = new BackUpReader(zip);
            if (!reader.ReadManifest().TryGet(out var manifest, out var problem))
                return problem;
            if (manifest.Schema > SqliteSchema.Newest)
            {
                return new Problem(ProblemCode.InvalidInput, string.Create(CultureInfo.InvariantCulture,
                    $"The back-up was made by a newer release (schema {manifest.Schema}; this one knows {SqliteSchema.Newest}): restore it with that release."));
            }
            if (manifest.Keys == KeysInBackUp.Sealed && passphrase is null)
                return new Problem(ProblemCode.InvalidInput, "The keys in this back-up are encrypted: name the file with the passphrase (--passphrase-file).");
            return reader.Extract(manifest, content, passphrase, tell) ?? MakeReady(Path.Combine(content, EvidenceStoreOptions.DatabaseName), manifest);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            return new Problem(ProblemCode.InvalidInput, $"{Path.GetFullPath(file)} is not a back-up, or it is damaged.");
        }
    }

    private Result<BackUpManifest> MakeReady(string database, BackUpManifest manifest)
    {
        if (!File.Exists(database))
            return new Problem(ProblemCode.InvalidInput, "The back-up holds no database.");
        try
        {
            var schema = SqliteSnapshot.Change(database, connection =>
            {
                RestoredRows.MakeReady(connection);
                RestoredRows.Mark(connection, RestoreMark.Of(manifest.CreatedAt, _time.GetUtcNow()));
            });
            return schema == manifest.Schema ? manifest : new Problem(ProblemCode.InvalidInput, "The back-up's database is not of the schema that its manifest names.");
        }
        catch (StorageException)
        {
            return new Problem(ProblemCode.InvalidInput, "The back-up's database cannot be read.");
        }
    }

    private static Result<BackUpManifest> InUse(string folder) =>
        new Problem(ProblemCode.InvalidInput, $"The data folder {folder} is not empty: a back-up is restored into an empty one only (--data, EvidenceStore:DataFolder).");
}
