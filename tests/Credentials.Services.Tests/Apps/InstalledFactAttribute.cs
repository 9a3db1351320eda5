namespace Credentials.Services.Tests.Apps;

/// <summary>A fact that needs a program of the machine; skipped, with the reason, where that is not installed.</summary>
public sealed class InstalledFactAttribute : FactAttribute
{
    public InstalledFactAttribute(params string[] programs)
    {
        Programs = programs;
        if (programs.FirstOrDefault(program => !IsInstalled(program)) is { } missing)
            Skip = $"{missing} is not installed";
    }

    public IReadOnlyList<string> Programs { get; }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
