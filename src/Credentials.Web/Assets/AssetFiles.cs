using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Credentials.Web.Assets;

/// <summary>
/// Style sheets, scripts and drawings of the pages. They are embedded in the assemblies, so that a single executable and a test serve the same
/// bytes, and are named by their content, so that browsers keep them for good.
/// </summary>
public sealed class AssetFiles
{
    private const string Prefix = "asset:";

    private readonly FrozenDictionary<string, AssetFile> _byName;
    private readonly FrozenDictionary<string, AssetFile> _byHashedName;

    internal AssetFiles(IEnumerable<Assembly> assemblies)
    {
        var files = assemblies.Distinct()
            .SelectMany(assembly => assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(name => Read(assembly, name)))
            .ToList();
        _byName = files.ToFrozenDictionary(file => file.Name);
        _byHashedName = files.ToFrozenDictionary(file => file.HashedName);
    }

    internal IReadOnlyCollection<AssetFile> All => _byName.Values;

    /// <summary>The address of a file, e.g. of <c>site.css</c>.</summary>
    /// <exception cref="KeyNotFoundException">No registered assembly embeds it.</exception>
    public string Url(string name) => "/assets/" + _byName[name].HashedName;

    internal AssetFile? FindHashed(string hashedName) => _byHashedName.GetValueOrDefault(hashedName);

    private static AssetFile Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var name = resource[Prefix.Length..];
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
        var extension = Path.GetExtension(name);
        return new AssetFile(name, Path.GetFileNameWithoutExtension(name) + "." + hash + extension, TypeOf(extension), bytes, Compress(bytes));
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"no content type known for {extension}"),
    };

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize)) brotli.Write(bytes);
        return compressed.ToArray();
    }
}

internal sealed record AssetFile(string Name, string HashedName, string ContentType, byte[] Bytes, byte[] Brotli);
