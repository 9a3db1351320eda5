using System.IO.Compression;
using System.Security.Cryptography;

namespace Credentials.EvidenceStore.BackingUp;

/// <summary>Reads the zip of a back-up, and believes nothing in it that its digests do not confirm.</summary>
internal sealed class BackUpReader(ZipArchive zip)
{
    private const int LongestManifest = 1024 * 1024;
    private const int LongestList = 512 * 1024 * 1024;

    private static readonly Problem Damaged = new(ProblemCode.InvalidInput, "The back-up is damaged: its parts are not those that its manifest lists.");

    public Result<BackUpManifest> ReadManifest()
    {
        if (zip.Entries.Where(entry => entry.FullName == BackUpManifest.Name).ToList() is not [var entry] || Read(entry, LongestManifest) is not { } bytes)
            return new Problem(ProblemCode.InvalidInput, "The file is not a back-up: it has no manifest.");
        return BackUpManifest.Parse(bytes);
    }

    /// <summary>Writes every part, verified and on disk, below a folder that is made for them; null when all is well.</summary>
    /// <exception cref="InvalidDataException">The zip is damaged.</exception>
    public Problem? Extract(BackUpManifest manifest, string folder, string? passphrase, Action<string> tell)
    {
        if (!Parts(manifest).TryGet(out var parts, out var problem))
            return problem;
        WorkFolder.MakeFolder(folder);
        var step = Math.Max(1, parts.Count / 10);
        foreach (var (number, (part, entry)) in parts.Index())
        {
            if (number % step == 0)
                tell($"verifying and copying: part {number + 1} of {parts.Count}");
            var fault = part.Name == SealedKeys.Name ? ExtractKeys(part, entry, folder, passphrase) : ExtractFile(part, entry, folder);
            if (fault is not null)
                return fault;
        }
        return null;
    }

    private Result<IReadOnlyList<(BackUpPart Part, ZipArchiveEntry Entry)>> Parts(BackUpManifest manifest)
    {
        var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            if (!entries.TryAdd(entry.FullName, entry))
                return Damaged;
        }
        if (!entries.TryGetValue(DigestList.Name, out var listed) || Read(listed, LongestList) is not { } list
            || Convert.ToHexStringLower(SHA256.HashData(list)) != manifest.Digest || !DigestList.TryRead(list, out var parts))
        {
            return Damaged;
        }
        if (parts.Count + 2 != entries.Count || parts.Any(part => !entries.ContainsKey(part.Name)))
            return Damaged;
        return (Result<IReadOnlyList<(BackUpPart, ZipArchiveEntry)>>)parts.Select(part => (part, entries[part.Name])).ToList();
    }

    private static Problem? ExtractFile(BackUpPart part, ZipArchiveEntry entry, string folder)
    {
        using var target = MakeFile(folder, part.Name);
        using var source = entry.Open();
        if (Hashed.Copy(source, target, entry.Length) != part.Digest)
            return new Problem(ProblemCode.InvalidInput, $"The back-up is damaged: {part.Name} is not as it was when the back-up was made.");
        target.Flush(flushToDisk: true);
        return null;
    }

    private static Problem? ExtractKeys(BackUpPart part, ZipArchiveEntry entry, string folder, string? passphrase)
    {
        if (passphrase is null || Read(entry, int.MaxValue / 2) is not { } bytes || Convert.ToHexStringLower(SHA256.HashData(bytes)) != part.Digest)
            return Damaged;
        if (!SealedKeys.Open(passphrase, bytes).TryGet(out var keys, out var problem))
            return problem;
        foreach (var (name, content) in keys)
        {
            using var target = MakeFile(folder, name);
            target.Write(content);
            target.Flush(flushToDisk: true);
        }
        return null;
    }

    private static FileStream MakeFile(string folder, string name)
    {
        var parts = name.Split('/');
        foreach (var inner in parts[..^1])
            WorkFolder.MakeFolder(folder = Path.Combine(folder, inner));
        return WorkFolder.MakeFile(Path.Combine(folder, parts[^1]));
    }

    private static byte[]? Read(ZipArchiveEntry entry, int longest)
    {
        if (entry.Length > longest)
            return null;
        using var source = entry.Open();
        using var bytes = new MemoryStream();
        return Hashed.Copy(source, bytes, entry.Length) is null ? null : bytes.ToArray();
    }
}
