namespace Credentials.EvidenceStore.BackingUp;

/// <summary>A folder for unfinished work that one process has for itself. What a killed one left is found, and thrown away or finished.</summary>
internal sealed class WorkFolder : IDisposable
{
    private const string LockName = "lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;

    private WorkFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Null while another process works in it.</summary>
    public static WorkFolder? TryOpen(string path)
    {
        MakeFolder(path);
        try
        {
            // Opened like this, a file is locked until the process ends, however it ends.
            return new(path, new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(System.IO.Path.Combine(path, LockName)))
        {
            return null;
        }
    }

    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>A new file for its owner alone.</summary>
    public static FileStream MakeFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new(path, options);
    }

    /// <summary>Once more, now that a file has its name: its directory entry reaches the disk with it.</summary>
    public static void Flush(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    public string InIt(string name) => System.IO.Path.Combine(Path, name);

    public void Clear()
    {
        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos().Where(entry => entry.Name != LockName))
        {
            if (entry is DirectoryInfo folder && (entry.Attributes & FileAttributes.ReparsePoint) == 0)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }

    /// <summary>Deletes the folder with all that is in it.</summary>
    public void Remove()
    {
        Clear();
        Directory.Delete(Path, recursive: true);
    }

    public void Dispose() => _lock.Dispose();
}
