namespace Credentials.Tests.Vectors;

/// <summary>Finds the published test vectors, which lie beside the repository and not in it.</summary>
public static class VectorFolder
{
    public static string? Path { get; } = Find();

    public static string File(params string[] parts) => System.IO.Path.Combine([Path!, .. parts]);

    public static string Text(params string[] parts) => System.IO.File.ReadAllText(File(parts));

    public static byte[] Bytes(params string[] parts) => System.IO.File.ReadAllBytes(File(parts));

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "Credentials.sln")) || folder.Parent is null)
                continue;
            string vectors = System.IO.Path.Combine(folder.Parent.FullName, "shared", "data", "vectors");
            return Directory.Exists(vectors) ? vectors : null;
        }
        return null;
    }
}
