using System.IO.Compression;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql.Sqlite;

namespace Credentials.EvidenceStore.BackingUp;

/// <summary>
/// Makes a back-up of the embedded store while it is being worked with: one file, a zip of the database as of one moment and of every other file in the data
/// folder, with their digests. The database in it is safe to go on with, even when it is taken out by hand.
/// </summary>
public sealed class BackUpStore
{
    private const string Archive = "archive.zip";

    private readonly EvidenceStoreOptions _options;
    private readonly StorageOptions _engine;
    private readonly TimeProvider _time;

    internal BackUpStore(EvidenceStoreOptions options, StorageOptions engine, TimeProvider time) => (_options, _engine, _time) = (options, engine, time);

    /// <summary>
    /// Everything acknowledged before the call is in the back-up. The file appears whole, on disk, or not at all; its name is taken only if it is free.
    /// <see cref="ProblemCode.InvalidInput"/> or <see cref="ProblemCode.NotFound"/> where nothing can be backed up so.
    /// </summary>
    /// <param name="request">What, and where to.</param>
    /// <param name="tell">Hears how far it is.</param>
    /// <exception cref="StorageException">The database cannot be copied.</exception>
    /// <exception cref="IOException">A file cannot be read or written, e.g. because the disk is full.</exception>
    public Result<BackUpManifest> Run(BackUpRequest request, Action<string> tell)
    {
        var folder = Path.GetFullPath(_options.DataFolder);
        var file = Path.GetFullPath(request.File);
        if (FindFault(folder, file, request) is { } fault)
            return fault;
        using var work = WorkFolder.TryOpen(file + ".partial", EvidenceStoreOptions.DatabaseName, EvidenceStoreOptions.DatabaseName + "-journal", Archive);
        if (work is null)
            return new Problem(ProblemCode.InvalidInput, $"Another back-up to {file} is under way.");
        try
        {
            work.Clear();
            return Write(folder, file, request, work, tell);
        }
        finally
        {
            work.Remove();
        }
    }

    private Problem? FindFault(string folder, string file, BackUpRequest request)
    {
        if (_engine.IsOnServer)
        {
            return new(ProblemCode.InvalidInput,
                (_engine.IsMongoDb
                    ? "Storage:Engine is mongodb: back up the database with mongodump --oplog, or with the cluster's own back-ups or snapshots"
                    : "Storage:Engine is postgresql: back up the database with pg_dump or with the server's own base back-ups")
                + ", and copy the data folder (secrets, keys, evidence) afterwards. A database that was restored so is made ready with 'restore --database'.");
        }
        if (!File.Exists(Path.Combine(folder, EvidenceStoreOptions.DatabaseName)))
            return new(ProblemCode.NotFound, $"There is no database in the data folder {folder}.");
        if (Path.Exists(file))
            return new(ProblemCode.InvalidInput, $"{file} is there already, and a back-up overwrites nothing: choose another name.");
        if (FindNameIn(folder, file) is not null)
            return new(ProblemCode.InvalidInput, $"{file} lies in the data folder: a back-up belongs somewhere else, best on another machine.");
        return request.Keys == KeysInBackUp.Sealed && string.IsNullOrEmpty(request.Passphrase) ? new(ProblemCode.InvalidInput, "The passphrase is empty.") : null;
    }

    private Result<BackUpManifest> Write(string folder, string file, BackUpRequest request, WorkFolder work, Action<string> tell)
    {
        bool IsKey(string name) => FolderFiles.IsKey(name) || request.KeyPlaces.Any(place => IsAt(FindNameIn(folder, place.Path), name));
        var keysBefore = ReadKeys(folder, IsKey);
        var now = _time.GetUtcNow();
        var copy = work.InIt(EvidenceStoreOptions.DatabaseName);
        var schema = SqliteSnapshot.Take(
            Path.Combine(folder, EvidenceStoreOptions.DatabaseName), copy, (written, all) => tell($"copying the database: {100 * written / Math.Max(1, all)} %"));

        // After the database: what it names was written before it was named. Keys are added and not changed, unless they are being exchanged just now.
        var (names, leftOut) = FolderFiles.List(folder);
        var keys = ReadKeys(folder, IsKey);
        if (keysBefore.Any(before => !keys.TryGetValue(before.Key, out var after) || !after.AsSpan().SequenceEqual(before.Value)))
            return new Problem(ProblemCode.InvalidInput, "Keys were changed while the database was copied, so that they might not fit it: make the back-up again.");
        var archive = work.InIt(Archive);
        var missing = Missing(folder, request, leftOut);
        BackUpManifest manifest;
        using (var target = WorkFolder.MakeFile(archive))
        {
            using (var zip = new BackUpWriter(target))
            {
                zip.AddFile(EvidenceStoreOptions.DatabaseName, copy, CompressionLevel.Fastest);
                if (request.Keys == KeysInBackUp.Sealed)
                    zip.Add(SealedKeys.Name, SealedKeys.Seal(request.Passphrase!, keys));
                foreach (var (name, content) in request.Keys == KeysInBackUp.Clear ? keys : [])
                    zip.Add(name, content);
                tell($"copying {names.Count - keys.Count} other files");
                foreach (var name in names.Where(name => !IsKey(name)))
                    zip.AddFile(name, Path.Combine(folder, name), CompressionLevel.NoCompression);
                manifest = zip.Finish(digest => new(Guid.CreateVersion7(now), now, schema, request.Keys, missing, digest));
            }
            target.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(archive, file, overwrite: false);
        }
        catch (IOException) when (Path.Exists(file))
        {
            return new Problem(ProblemCode.InvalidInput, $"{file} was made by somebody else meanwhile, and a back-up overwrites nothing.");
        }
        WorkFolder.Flush(file);
        return manifest;
    }

    private static List<string> Missing(string folder, BackUpRequest request, IReadOnlyList<string> leftOut)
    {
        const int Named = 100;
        var missing = leftOut.Take(Named).ToList();
        if (leftOut.Count > Named)
            missing.Add($"{leftOut.Count - Named} more links and unusual names");
        missing.AddRange(request.KeyPlaces.Where(place => FindNameIn(folder, place.Path) is null).Select(place => $"what {place.Setting} names, outside the data folder"));
        if (request.Keys == KeysInBackUp.None)
            missing.Add("secrets and signing keys");
        return missing;
    }

    private static SortedDictionary<string, byte[]> ReadKeys(string folder, Func<string, bool> isKey)
    {
        var keys = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in FolderFiles.List(folder).Names.Where(isKey))
        {
            try
            {
                keys.Add(name, File.ReadAllBytes(Path.Combine(folder, name)));
            }
            catch (FileNotFoundException)
            {
                // A draft that has got its name by now.
            }
        }
        return keys;
    }

    private static bool IsAt(string? place, string name) => place is not null && (name == place || name.StartsWith(place + "/", StringComparison.Ordinal));

    /// <summary>The path's name in the folder, or null where it lies elsewhere.</summary>
    private static string? FindNameIn(string folder, string path)
    {
        var name = Path.GetRelativePath(folder, Path.GetFullPath(path));
        return Path.IsPathRooted(name) || name == ".." || name.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? null
            : name.Replace(Path.DirectorySeparatorChar, '/');
    }
}
