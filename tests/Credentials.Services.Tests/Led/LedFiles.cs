namespace Credentials.Services.Tests.Led;

/// <summary>The published answers and schemas of LED, which lie beside the repository and not in it.</summary>
internal static class LedFiles
{
    public const string Absent = "LED's published files are not there: expected the folder ../shared/data/led beside the repository";

    public static string? Folder { get; } = Find();

    public static byte[] Read(params string[] parts) => File.ReadAllBytes(Path.Combine([Folder!, .. parts]));

    /// <summary>The files of a folder in the order of their names.</summary>
    public static string[] In(string folder) => [.. Directory.EnumerateFiles(Path.Combine(Folder!, folder), "*.xml").Order(StringComparer.Ordinal)];

    private static string? Find()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Repository.Root)!, "shared", "data", "led");
        return Directory.Exists(folder) ? folder : null;
    }
}

/// <summary>A fact that reads LED's published files; skipped, saying so, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LedFactAttribute : FactAttribute
{
    public LedFactAttribute()
    {
        if (LedFiles.Folder is null)
            Skip = LedFiles.Absent;
    }
}
