using Credentials.EvidenceStore.BackingUp;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>
/// Where encrypted files lie, each under its id in one of 256 folders: <c>ab/ab12…</c>. One that is being written has an ending, and loses it once it is
/// whole and on the disk; only then the database may name it.
/// </summary>
internal sealed class EvidenceFolder(string path)
{
    private const string Unfinished = ".part";

    /// <summary>A new file, for its owner alone, that is not there yet for anybody.</summary>
    /// <exception cref="StorageException">The folder cannot be written.</exception>
    public FileStream Begin(Guid id)
    {
        try
        {
            WorkFolder.MakeFolder(path);
            WorkFolder.MakeFolder(FolderOf(id));
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.Asynchronous,
                BufferSize = 0,
            };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new(PathOf(id) + Unfinished, options);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new StorageException($"The folder {path} (EvidenceStore:EvidenceFolder) cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>The file is whole: it gets its name, and both are on the disk afterwards.</summary>
    public void Finish(Guid id, FileStream file)
    {
        file.Flush(flushToDisk: true);
        file.Dispose();
        File.Move(PathOf(id) + Unfinished, PathOf(id), overwrite: false);
        WorkFolder.Flush(PathOf(id));
    }

    /// <summary>Null when it is not there.</summary>
    public FileStream? TryOpen(Guid id)
    {
        try
        {
            return new(PathOf(id), new FileStreamOptions { Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous, BufferSize = 0 });
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Deletes the file, finished or not, where it is there. What cannot be deleted now is found again.</summary>
    public void Delete(Guid id)
    {
        foreach (var name in (string[])[PathOf(id), PathOf(id) + Unfinished])
        {
            try
            {
                File.Delete(name);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Its key is gone; the sweep deletes it.
            }
        }
    }

    /// <summary>Every file of ours: which one, whether it is finished, and when it was last written to.</summary>
    public IEnumerable<(Guid Id, bool IsFinished, DateTimeOffset WrittenAt)> List()
    {
        if (!Directory.Exists(path))
            yield break;
        foreach (var file in new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var isFinished = !file.Name.EndsWith(Unfinished, StringComparison.Ordinal);
            if (Guid.TryParseExact(isFinished ? file.Name : file.Name[..^Unfinished.Length], "N", out var id) && file.DirectoryName == FolderOf(id))
                yield return (id, isFinished, file.LastWriteTimeUtc);
        }
    }

    private string FolderOf(Guid id) => Path.Combine(path, id.ToString("N")[..2]);

    private string PathOf(Guid id) => Path.Combine(FolderOf(id), id.ToString("N"));
}
