using Credentials.EvidenceStore.Rotating;

namespace Credentials.EvidenceStore.BackingUp;

/// <summary>The files of a data folder that belong into a back-up beside the database: all there are, so that nothing is forgotten that comes later.</summary>
internal static class FolderFiles
{
    private const string SigningKeys = "keys";

    private static readonly string[] OwnFolders = [RestoreInFolder.Name, RotateMasterKey.WorkName, "lost+found"];

    /// <summary>Names of files relative to the folder, with <c>/</c> between, and of what is there but cannot be taken.</summary>
    public static (IReadOnlyList<string> Names, IReadOnlyList<string> LeftOut) List(string folder)
    {
        var (names, leftOut) = (new List<string>(), new List<string>());
        Walk(new DirectoryInfo(folder), "", names, leftOut);
        names.Sort(StringComparer.Ordinal);
        return (names, leftOut);
    }

    /// <summary>Whether the file opens something: a secret of the store, or a centre's signing key.</summary>
    public static bool IsKey(string name) =>
        name.StartsWith(EvidenceStoreOptions.SecretsName + "/", StringComparison.Ordinal) || name.StartsWith(SigningKeys + "/", StringComparison.Ordinal);

    /// <summary>Whether it names a file in the folder and nowhere else, on any system.</summary>
    public static bool IsName(string name) => name.Split('/').All(part =>
        part.Length is > 0 and <= 255 && part != "." && part != ".." && !part.Any(sign => char.IsControl(sign) || sign is '\\' or ':'))
        && !OwnFolders.Contains(name.Split('/')[0], StringComparer.Ordinal);

    private static void Walk(DirectoryInfo folder, string prefix, List<string> names, List<string> leftOut)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            var name = prefix + entry.Name;
            if (prefix.Length == 0 && (OwnFolders.Contains(entry.Name, StringComparer.Ordinal) || IsDatabase(entry.Name)))
                continue;
            // A link leads to where somebody else keeps something; following it could take in anything.
            if ((entry.Attributes & (FileAttributes.ReparsePoint | FileAttributes.Device)) != 0 || !IsName(name))
                leftOut.Add(name);
            else if (entry is DirectoryInfo inner)
                Walk(inner, name + "/", names, leftOut);
            else
                names.Add(name);
        }
    }

    private static bool IsDatabase(string name) => name.StartsWith(EvidenceStoreOptions.DatabaseName, StringComparison.Ordinal);
}
