using System.CommandLine;
using Credentials.App.Composition;
using Credentials.PublicVerifier.Verifying;
using Credentials.Verifying;

namespace Credentials.App.CommandLine;

/// <summary><c>verify FILE|URL [--json]</c>: the verifier's report on a credential; exit code 0 valid, 1 invalid, 2 undetermined.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Subject = new("file-or-url")
    {
        Description = "A file with a credential (text, JSON, PDF, PNG or SVG), a share link or another address that answers one, or - for standard input.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the report as JSON (schemas/verification-report.schema.json)." };

    public static Command Create()
    {
        var command = new Command("verify", "Checks a credential: signature, issuer, validity and revocation.") { Subject, Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var app = await CommandRun.RefusingAsync(() => ServiceStart.BuildForVerifyingAsync(CommandRun.RequestOf(parsed, isService: false), cancel));
        var subject = parsed.GetRequiredValue(Subject);
        var read = await ActivatorUtilities.CreateInstance<CredentialToVerify>(app.Services).ReadAsync(subject, cancel);
        if (!read.TryGet(out var credential, out var unread))
        {
            await Console.Error.WriteLineAsync(unread.Detail);
            return unread.Code == ProblemCode.NotFound ? ExitCode.NoInput : ExitCode.BadInput;
        }

        if (!(await app.Services.GetRequiredService<IVerifyCredentials>().RunAsync(credential, cancel)).TryGet(out var report, out var problem))
            return CommandRun.Tell(problem);
        if (parsed.GetValue(Json))
            Console.WriteLine(System.Text.Encoding.UTF8.GetString(VerificationReportJson.Serialize(report)));
        else
            ReportOnTerminal.Write(OnTerminal.Out, report);
        return report.Verdict switch
        {
            Verdict.Valid => ExitCode.Done,
            Verdict.Invalid => ExitCode.No,
            _ => ExitCode.Undetermined,
        };
    }
}
