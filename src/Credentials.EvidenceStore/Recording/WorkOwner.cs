using System.Diagnostics;
using System.Globalization;

namespace Credentials.EvidenceStore.Recording;

/// <summary>
/// Who works on something, by the name of its process: host, process id and start, so that another process of the same host sees at once that it is gone.
/// Of a process elsewhere only the lease tells.
/// </summary>
internal static class WorkOwner
{
    public static string ThisProcess { get; } = NameOf(Environment.MachineName, Process.GetCurrentProcess());

    /// <summary>Whether its owner is certainly not at work any more.</summary>
    public static bool IsGone(string owner)
    {
        if (owner.Split('/') is not [var host, var id, _] || host != Environment.MachineName
            || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        try
        {
            using var process = Process.GetProcessById(number);
            return NameOf(host, process) != owner;
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

    private static string NameOf(string host, Process process) => $"{host}/{process.Id}/{StartOf(process)}";

    /// <summary>What stays the same as long as the process lives, and is another for the next process of that id.</summary>
    private static string StartOf(Process process)
    {
        // On Linux the time of day would be counted back from the clock, which may be set meanwhile: the ticks since boot are the 22nd value, and the
        // name before them may hold blanks.
        if (OperatingSystem.IsLinux() && File.Exists($"/proc/{process.Id}/stat"))
            return File.ReadAllText($"/proc/{process.Id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[19];
        return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
    }
}
