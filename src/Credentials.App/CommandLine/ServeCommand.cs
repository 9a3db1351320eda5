using System.CommandLine;
using Credentials.App.Composition;
using Credentials.App.Demo;

namespace Credentials.App.CommandLine;

/// <summary><c>serve</c>, which is also what the program does without a command.</summary>
internal static class ServeCommand
{
    private const string Name = "serve";

    public static Command Create()
    {
        var command = new Command(Name, "Runs the service; any setting can be given as --Name=value, here as on every command.");
        command.SetAction(RunAsync);
        return command;
    }

    public static void MakeDefault(RootCommand program)
    {
        program.TreatUnmatchedTokensAsErrors = false;
        program.SetAction(RunAsync);
    }

    public static bool Serves(Command command) => command is RootCommand || command.Name == Name;

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (app, demo) = await CommandRun.RefusingAsync(async () =>
        {
            var built = ServiceHost.Build(CommandRun.RequestOf(parsed, isService: true));
            await ServiceStart.RefuseUnsafeProfileAsync(built, cancel);
            FreeAddresses.Require(HostSettings.Listening(built.Configuration));
            await ServiceStart.PrepareServiceAsync(built, cancel);
            var award = await FirstFill.FillAtStartAsync(built, cancel);
            await built.StartAsync(cancel);
            return (built, award);
        });
        await using (app)
        {
            Console.WriteLine($"Listening on {string.Join(" ", app.Urls)}");
            if (demo is { } award)
                await app.Services.GetRequiredService<DemoNotice>().TellAsync(award, Console.Out, !Console.IsOutputRedirected, cancel);
            await app.WaitForShutdownAsync(cancel);
        }

        return ExitCode.Done;
    }
}
