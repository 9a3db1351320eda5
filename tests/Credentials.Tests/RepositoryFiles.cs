namespace Credentials.Tests;

/// <summary>Finds files of the repository, and what is published beside it.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static byte[] Read(params string[] parts) => File.ReadAllBytes(Path.Combine([Root, .. parts]));

    /// <summary>A file of the folder shared/data beside the repository, or null where it is absent.</summary>
    public static string? FindShared(params string[] parts)
    {
        var path = Path.Combine([Path.GetDirectoryName(Root)!, "shared", "data", .. parts]);
        return File.Exists(path) ? path : null;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Credentials.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside the repository");
        }

        return folder.FullName;
    }
}
