using System.Diagnostics;

namespace Credentials.Services.Tests.Mailing;

/// <summary>A fact that needs a mail server: aiosmtpd, Debian's python3-aiosmtpd; skipped, with the reason, where that is not installed.</summary>
public sealed class SmtpFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Found = new(Find);

    public SmtpFactAttribute() => Skip = Found.Value is null ? "aiosmtpd (python3-aiosmtpd) is not installed" : null;

    /// <summary>A Python that has it.</summary>
    public static string Python => Found.Value ?? throw new InvalidOperationException("aiosmtpd is not installed");

    private static string? Find() => new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(HasServer);

    private static bool HasServer(string python)
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo(python, ["-c", "import aiosmtpd"]) { RedirectStandardError = true })!;
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
