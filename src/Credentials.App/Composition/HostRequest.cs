namespace Credentials.App.Composition;

/// <summary>What the command line asks of the host.</summary>
/// <param name="Urls"><c>--urls</c>, or null.</param>
/// <param name="Folder"><c>--data</c>, or null.</param>
/// <param name="Settings">Settings given as <c>--Name=value</c>.</param>
/// <param name="IsService">Whether it serves; a command keeps quiet in the log unless something is wrong.</param>
internal sealed record HostRequest(string? Urls, string? Folder, IReadOnlyList<string> Settings, bool IsService);
