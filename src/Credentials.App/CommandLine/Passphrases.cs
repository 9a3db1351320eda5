using System.CommandLine;
using Credentials.EvidenceStore.Storage;

namespace Credentials.App.CommandLine;

/// <summary>The passphrase of a back-up, which comes from a file: on the command line every process of the machine could read it.</summary>
internal static class Passphrases
{
    private const int Shortest = 12;

    public static readonly Option<FileInfo?> FileOption = new("--passphrase-file")
    {
        Description = $"File whose first line is the passphrase that encrypts the keys, {Shortest} characters or more.",
        HelpName = "FILE",
    };

    /// <summary>Runs the work with the passphrase, or with null where none was named; what the machine refuses becomes one line.</summary>
    public static async Task<int> UseAsync(ParseResult parsed, Func<string?, int> work)
    {
        try
        {
            if (parsed.GetValue(FileOption) is not { } file)
                return work(null);
            using var reader = file.OpenText();
            if (await reader.ReadLineAsync() is { Length: >= Shortest } passphrase)
                return work(passphrase);
            return CommandRun.Tell(new Problem(ProblemCode.InvalidInput, $"The first line of {file.FullName} must be a passphrase of {Shortest} characters or more."));
        }
        catch (Exception fault) when (fault is StorageException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCode.Unavailable;
        }
    }
}
