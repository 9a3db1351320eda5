using System.Reflection;
using System.Runtime.Loader;

namespace Credentials.EvidenceStore.Storage;

/// <summary>
/// Loads an engine that the default build does not have, with what it needs, from the app's folder. Assemblies that the app has are the app's also for the
/// engine, so that both mean the same contract.
/// </summary>
internal sealed class EngineAssembly : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver;

    private EngineAssembly(string path)
        : base(Path.GetFileNameWithoutExtension(path)) => _resolver = new(path);

    /// <param name="folder">Where the app lies.</param>
    /// <param name="name">The assembly's, without <c>.dll</c>.</param>
    /// <param name="engine">As <c>Storage:Engine</c> names it.</param>
    /// <exception cref="StorageException">It is not there, or is not of this release.</exception>
    public static IStorageEngine Load(string folder, string name, string engine)
    {
        var path = Path.Combine(folder, name + ".dll");
        if (!File.Exists(path))
        {
            throw new StorageException(
                $"Storage:Engine is {engine}, which is not part of the default build: {name}.dll is not in {folder}. "
                + $"Publish it there (dotnet publish src/{name} -c Release -o \"{folder.TrimEnd(Path.DirectorySeparatorChar)}\"), or choose another engine.");
        }
        try
        {
            var assembly = new EngineAssembly(path).LoadFromAssemblyPath(path);
            // An engine knows the inside of this release, so that another release's would fail in the middle of something.
            if (VersionOf(assembly) != VersionOf(typeof(IStorageEngine).Assembly))
                throw new StorageException($"{path} is of {VersionOf(assembly)}, and the app of {VersionOf(typeof(IStorageEngine).Assembly)}: publish both from the same sources.");
            var type = assembly.GetExportedTypes()
                .Single(one => one.IsAssignableTo(typeof(IStorageEngine)) && !one.IsAbstract);
            return (IStorageEngine)Activator.CreateInstance(type)!;
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException or TypeLoadException or ReflectionTypeLoadException
            or InvalidOperationException or MissingMethodException or TargetInvocationException)
        {
            throw new StorageException($"{path} is there and cannot be used with this release: {failure.Message} Publish it anew from the same sources as the app.", failure);
        }
    }

    private static string? VersionOf(Assembly assembly) => assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        try
        {
            return Default.LoadFromAssemblyName(assemblyName);
        }
        catch (IOException)
        {
            return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
        }
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
