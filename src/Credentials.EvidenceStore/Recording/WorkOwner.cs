using System.Diagnostics;
using System.Globalization;

namespace Credentials.EvidenceStore.Recording;

/// <summary>
/// Who works on something, by the name of its process: place, process id and start, so that another process of the same place sees at once that it is
/// gone. Of a process elsewhere only the lease tells.
/// </summary>
internal static class WorkOwner
{
    /// <summary>Where process ids mean the same: the host since it started, and the container where there is one.</summary>
    private static readonly string Place = string.Join('.', Environment.MachineName, BootOf(), NamespaceOf());

    public static string ThisProcess { get; } = NameOf(Process.GetCurrentProcess());

    /// <summary>Whether its owner is certainly not at work any more.</summary>
    public static bool IsGone(string owner)
    {
        if (owner.Split('/') is not [var place, var id, _] || place != Place
            || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        try
        {
            using var process = Process.GetProcessById(number);
            return NameOf(process) != owner;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception unknown) when (unknown is InvalidOperationException or System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or we may not look: its lease will tell.
            return false;
        }
    }

    private static string NameOf(Process process) => $"{Place}/{process.Id}/{StartOf(process)}";

    private static string BootOf()
    {
        const string file = "/proc/sys/kernel/random/boot_id";
        return File.Exists(file) ? File.ReadAllText(file)[..8] : "";
    }

    private static string NamespaceOf() =>
        OperatingSystem.IsLinux() && File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false) is { } target
            ? string.Concat(target.Name.Where(char.IsAsciiDigit))
            : "";

    /// <summary>What stays the same as long as the process lives, and is another for the next process of that id.</summary>
    private static string StartOf(Process process)
    {
        // On Linux the time of day would be counted back from the clock, which may be set meanwhile: the ticks since boot are the 22nd value. The name
        // before them may hold blanks; a Z behind it is a process that ended and was not yet taken note of.
        if (OperatingSystem.IsLinux() && File.Exists($"/proc/{process.Id}/stat"))
        {
            var values = File.ReadAllText($"/proc/{process.Id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return values[0] == "Z" ? "" : values[19];
        }
        return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
    }
}
