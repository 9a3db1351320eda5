namespace Credentials.Conformance.Fuzzing;

/// <summary>The published test vectors, which lie beside the repository and not in it, as inputs to begin from.</summary>
internal static class VectorSeeds
{
    private const int LargestSeed = 32 * 1024;

    public static IEnumerable<FuzzSeed> Of(string folder, string pattern)
    {
        if (Folder is null)
            return [];
        return Directory.EnumerateFiles(Path.Combine(Folder, folder), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Where(file => new FileInfo(file).Length is > 0 and <= LargestSeed)
            .Select(file => new FuzzSeed(Path.GetRelativePath(Folder, file), File.ReadAllBytes(file)));
    }

    private static string? Folder { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var vectors = Path.Combine(folder.FullName, "shared", "data", "vectors");
            if (Directory.Exists(vectors))
                return vectors;
        }
        return null;
    }
}
