using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.BackingUp;

/// <summary>
/// The last steps of a restore: from a folder of its own in the data folder, where everything was verified, to the places it has. Until they are done
/// nobody opens the store; once they have begun they are finished, by whoever comes by if need be.
/// </summary>
internal static class RestoreInFolder
{
    /// <summary>Where a restore is prepared, in the data folder: on the same disk, so that moving is renaming.</summary>
    public const string Name = ".restoring";

    private const string Content = "content";
    private const string Verified = "verified";

    /// <summary>The folder of a restore, for this process alone; null while another has it.</summary>
    public static WorkFolder? TryOpen(string folder) => WorkFolder.TryOpen(Path.Combine(folder, Name), Content, Verified);

    /// <summary>Where the parts go until all of them are verified.</summary>
    public static string ContentOf(WorkFolder work) => work.InIt(Content);

    /// <summary>From here on the restore is finished, whatever happens.</summary>
    public static void Commit(WorkFolder work, string folder)
    {
        using (var mark = WorkFolder.MakeFile(work.InIt(Verified)))
            mark.Flush(flushToDisk: true);
        Finish(work, folder);
    }

    /// <summary>Asked before the store in a data folder is opened: finishes a restore that was cut off in its last steps.</summary>
    /// <exception cref="StorageException">A restore is under way, or was broken off before anything had its place.</exception>
    public static void FinishOrRefuse(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!Directory.Exists(path))
            return;
        using var work = TryOpen(folder) ?? throw new StorageException($"A back-up is being restored into the data folder {folder}.");
        if (!IsCommitted(work) && Directory.Exists(work.InIt(Content)))
            throw new StorageException($"A restore into the data folder {folder} was broken off, and nothing has its place yet: restore again, or delete {path}.");
        Finish(work, folder);
    }

    /// <summary>Finishes, or throws away, what an earlier restore left; true when it was finished.</summary>
    public static bool Settle(WorkFolder work, string folder)
    {
        var isCommitted = IsCommitted(work);
        if (isCommitted)
            Finish(work, folder);
        else
            work.Clear();
        return isCommitted;
    }

    /// <summary>Whether there is nothing in the folder but a restore's own.</summary>
    public static bool IsEmpty(string folder) => new DirectoryInfo(folder).EnumerateFileSystemInfos().All(entry => entry.Name is Name or "lost+found");

    private static bool IsCommitted(WorkFolder work) => File.Exists(work.InIt(Verified));

    private static void Finish(WorkFolder work, string folder)
    {
        if (Directory.Exists(work.InIt(Content)))
        {
            // The database comes last: a folder that has one has everything.
            foreach (var entry in new DirectoryInfo(work.InIt(Content)).GetFileSystemInfos().OrderBy(entry => entry.Name == EvidenceStoreOptions.DatabaseName))
            {
                var place = Path.Combine(folder, entry.Name);
                if (Path.Exists(place))
                    throw new StorageException($"{place} was made while a back-up was being restored into its folder: move it away, and the restore is finished.");
                Directory.Move(entry.FullName, place);
            }
            WorkFolder.Flush(Path.Combine(folder, EvidenceStoreOptions.DatabaseName));
            Directory.Delete(work.InIt(Content));
        }
        work.Remove();
    }
}
