namespace Credentials.EvidenceStore.BackingUp;

/// <summary>A folder for unfinished work that one process has for itself. What a killed one left is found, and thrown away or finished.</summary>
internal sealed class WorkFolder : IDisposable
{
    private const string LockName = "lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;
    private readonly string[] _names;

    private WorkFolder(string path, FileStream held, string[] names) => (Path, _lock, _names) = (path, held, names);

    public string Path { get; }

    /// <summary>Null while another process works in it.</summary>
    /// <param name="path">The folder, made where it is missing.</param>
    /// <param name="names">What such work leaves in it, in the order in which it is deleted.</param>
    public static WorkFolder? TryOpen(string path, params string[] names)
    {
        MakeFolder(path);
        try
        {
            // Opened like this, a file is locked until the process ends, however it ends.
            return new(path, new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), names);
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

    /// <summary>The path of something in it.</summary>
    public string InIt(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Deletes what this kind of work leaves, and nothing else: the folder's name might be somebody's own.</summary>
    public void Clear()
    {
        foreach (var name in _names)
        {
            if (Directory.Exists(InIt(name)))
                Directory.Delete(InIt(name), recursive: true);
            File.Delete(InIt(name));
        }
    }

    /// <summary>Deletes the folder with what <see cref="Clear"/> deletes; it stays where it holds something else.</summary>
    public void Remove()
    {
        Clear();
        File.Delete(InIt(LockName));
        if (!Directory.EnumerateFileSystemEntries(Path).Any())
            Directory.Delete(Path);
    }

    public void Dispose() => _lock.Dispose();
}
