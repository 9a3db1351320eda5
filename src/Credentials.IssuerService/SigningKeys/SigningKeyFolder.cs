using Credentials.EvidenceStore;
using Credentials.Keys;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.SigningKeys;

/// <summary>
/// The private keys as files: <c>{keys folder}/{slug}/key-N.pem</c> (PKCS#8) or <c>key-N.jwk</c>, readable by the service's own account only.
/// <c>key-N</c> is the fragment of the key's verification method.
/// </summary>
public sealed class SigningKeyFolder(
    IOptions<IssuerServiceOptions> options, IOptions<EvidenceStoreOptions> store, IHostEnvironment environment)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(OwnerOnly | UnixFileMode.UserExecute);

    public string Path { get; } =
        System.IO.Path.GetFullPath(options.Value.KeysFolder ?? System.IO.Path.Combine(store.Value.DataFolder, "keys"));

    /// <summary>Reads one key; <see cref="ProblemCode.InvalidKey"/> names the file and what is wrong with it, never what is in it.</summary>
    public Result<PrivateKey> Read(string slug, string name)
    {
        foreach (var extension in (ReadOnlySpan<string>)[".pem", ".jwk"])
        {
            var file = System.IO.Path.Combine(Path, slug, name + extension);
            if (File.Exists(file))
                return Read(file);
        }

        return new Problem(ProblemCode.NoActiveKey, $"the private key {name} of centre {slug} is not in the keys folder");
    }

    /// <summary>Writes a new key under the first free name from <paramref name="number"/> on, flushed to disk, and answers that name.</summary>
    public string Add(string slug, int number, PrivateKey key)
    {
        var folder = System.IO.Path.Combine(Path, slug);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        for (; ; number++)
        {
            var name = $"key-{number}";
            if (File.Exists(System.IO.Path.Combine(folder, name + ".jwk")))
                continue;
            try
            {
                using var file = new FileStream(System.IO.Path.Combine(folder, name + ".pem"), NewFile());
                file.Write(System.Text.Encoding.ASCII.GetBytes(key.ToPkcs8Pem()));
                file.Flush(flushToDisk: true);
                return name;
            }
            catch (IOException) when (File.Exists(System.IO.Path.Combine(folder, name + ".pem")))
            {
                // Another process took this number; the next one is free.
            }
        }
    }

    /// <summary>The throw-away key with which Development begins for this centre, if there is one.</summary>
    public PrivateKey? FindDevelopmentKey(string slug, KeyAlgorithm algorithm)
    {
        if (!environment.IsDevelopment())
            return null;
        var folder = options.Value.DevelopmentKeysFolder ?? System.IO.Path.Combine(AppContext.BaseDirectory, "keys-dev");
        var file = System.IO.Path.Combine(folder, $"{slug}-{(algorithm == KeyAlgorithm.P256 ? "p256" : "ed25519")}.pem");
        return File.Exists(file) && PrivateKey.Parse(File.ReadAllText(file)).TryGet(out var key, out _) ? key : null;
    }

    /// <summary>Outside Development: refuses files that others can read and keys that everyone has. Asked at start.</summary>
    /// <exception cref="InvalidOperationException">Names the file and the setting to change.</exception>
    public void RefuseUnsafeKeys()
    {
        if (environment.IsDevelopment() || !Directory.Exists(Path))
            return;
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            if (!file.EndsWith(".pem", StringComparison.Ordinal) && !file.EndsWith(".jwk", StringComparison.Ordinal))
                continue;
            var read = Read(file);
            if (read.Problem is { } problem)
                throw new InvalidOperationException($"{problem.Detail}; the folder is set by IssuerService:KeysFolder");
            read.Value.Dispose();
        }
    }

    private static FileStreamOptions NewFile()
    {
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = OwnerOnly;
        return create;
    }

    private Result<PrivateKey> Read(string file)
    {
        if (!environment.IsDevelopment() && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
            return new Problem(ProblemCode.InvalidKey, $"the key file {file} can be read by others: set its mode to 0600");
        if (!PrivateKey.Parse(File.ReadAllText(file)).TryGet(out var key, out _))
            return new Problem(ProblemCode.InvalidKey, $"the key file {file} is neither PKCS#8 PEM nor a private JWK of Ed25519 or P-256");
        if (environment.IsDevelopment() || !DevelopmentKeys.Contains(key.PublicKey))
            return key;
        key.Dispose();
        return new Problem(ProblemCode.InvalidKey, $"the key file {file} holds a key of keys-dev, which everyone has: it is for Development only");
    }
}
