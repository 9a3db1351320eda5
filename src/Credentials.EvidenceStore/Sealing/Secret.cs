using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>A secret of 32 bytes in a file, as one line of base64.</summary>
internal static class Secret
{
    public const int Length = 32;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A short name of a secret: eight hexadecimal digits of a keyed hash, from which nothing can be computed back.</summary>
    public static string IdOf(ReadOnlySpan<byte> secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, "credentials secret id"u8).AsSpan(0, 4));

    /// <exception cref="StorageException">Unreadable, or not 32 bytes of base64.</exception>
    public static byte[] Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The secret {path} cannot be read: {failure.Message}", failure);
        }
        var secret = new byte[Length];
        return Convert.TryFromBase64String(text.Trim(), secret, out var length) && length == Length
            ? secret
            : throw new StorageException($"The secret {path} must hold {Length} bytes in base64.");
    }

    /// <summary>
    /// Makes the file with mode 0600 unless it is there, so that processes starting at once agree on one secret: it is written under a name of its own,
    /// and then linked into place, which fails for all but the first.
    /// </summary>
    /// <exception cref="StorageException">It cannot be made.</exception>
    public static void CreateIfMissing(string path) => Create(_ => path, Path.GetDirectoryName(path)!);

    /// <summary>Makes a secret with mode 0600 whose path tells what is in it, and answers the path. It is on disk under that name.</summary>
    /// <exception cref="StorageException">It cannot be made.</exception>
    public static string Create(string folder, Func<byte[], string> pathOf) => Create(pathOf, folder);

    private static string Create(Func<byte[], string> pathOf, string folder)
    {
        var secret = RandomNumberGenerator.GetBytes(Length);
        var path = pathOf(secret);
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
                options.UnixCreateMode = OwnerOnly;
            }
            using (var file = new FileStream(draft, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(secret) + "\n"));
                file.Flush(flushToDisk: true);
            }
            try
            {
                PutInPlace(draft, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                return path;
            }
            // Once more, now that it has its name: what is sealed under a secret must not reach the disk before the secret's directory entry.
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle);
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The secret {path} cannot be made: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Fails for all but the first: <c>link</c> never replaces, where <see cref="File.Move(string, string)"/> looks first and then renames.</summary>
    private static void PutInPlace(string draft, string path)
    {
        // A file system without hard links is left to the move.
        if (OperatingSystem.IsWindows() || (link(draft, path) != 0 && !File.Exists(path)))
            File.Move(draft, path, overwrite: false);
        else if (!File.ReadAllBytes(draft).AsSpan().SequenceEqual(File.ReadAllBytes(path)))
            throw new IOException($"{path} is there");
    }

    /// <summary>Writes zeros over the secret, as far as the disk writes in place, and deletes it.</summary>
    /// <exception cref="StorageException">It cannot be removed.</exception>
    public static void Remove(string path)
    {
        try
        {
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
            {
                file.Write(new byte[file.Length]);
                file.Flush(flushToDisk: true);
            }
            File.Delete(path);
        }
        catch (FileNotFoundException)
        {
            // Removed before.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The secret {path} cannot be removed: {failure.Message}", failure);
        }
    }

    /// <exception cref="StorageException">Others than its owner may read it.</exception>
    public static void RequireOwnerOnly(string path, string described)
    {
        if (IsOpenTo(path, Readers | Writers))
            throw new StorageException($"The secret in {described} can be read by others; set its mode to 0600.");
    }

    /// <summary>For a secret that is mounted: container engines give it to everybody in the container to read, and nobody to write.</summary>
    /// <exception cref="StorageException">Others than its owner may write it.</exception>
    public static void RequireOneWriter(string path, string described)
    {
        if (IsOpenTo(path, Writers))
            throw new StorageException($"The secret in {described} can be written by others; set its mode to 0400, or 0444 where it is mounted.");
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    private const UnixFileMode Readers = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Writers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static bool IsOpenTo(string path, UnixFileMode others) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0;
}
