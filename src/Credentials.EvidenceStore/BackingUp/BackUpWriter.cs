using System.IO.Compression;
using System.Security.Cryptography;

namespace Credentials.EvidenceStore.BackingUp;

/// <summary>Writes the zip of a back-up part by part, and what it says of them at its end.</summary>
internal sealed class BackUpWriter(Stream target) : IDisposable
{
    private readonly ZipArchive _zip = new(target, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<BackUpPart> _parts = [];

    public void Add(string name, byte[] content)
    {
        using var source = new MemoryStream(content, writable: false);
        Add(name, source, CompressionLevel.NoCompression);
    }

    /// <summary>A file that is gone by now is left out: an erased document, or a draft that has got its name.</summary>
    public void AddFile(string name, string path, CompressionLevel compression)
    {
        FileStream source;
        try
        {
            source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return;
        }
        using (source)
            Add(name, source, compression);
    }

    /// <summary>Writes the digests and the manifest, which is made from theirs.</summary>
    public BackUpManifest Finish(Func<string, BackUpManifest> describe)
    {
        var list = DigestList.Write(_parts);
        var manifest = describe(Convert.ToHexStringLower(SHA256.HashData(list)));
        Add(DigestList.Name, list);
        Add(BackUpManifest.Name, manifest.ToJson());
        return manifest;
    }

    public void Dispose() => _zip.Dispose();

    private void Add(string name, Stream source, CompressionLevel compression)
    {
        using var entry = _zip.CreateEntry(name, compression).Open();
        _parts.Add(new(name, Hashed.Copy(source, entry, long.MaxValue)!));
    }
}
