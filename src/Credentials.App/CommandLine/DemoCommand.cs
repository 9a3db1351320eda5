using System.CommandLine;
using Credentials.App.Demo;

namespace Credentials.App.CommandLine;

/// <summary><c>demo</c>: fills an empty store as a first start in Development does, and tells how to try it.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var command = new Command("demo", "Fills an empty store with a demo centre, its achievements and an award to share; for Development only.");
        command.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(parsed, needsAddress: true, RunAsync, cancel));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            throw new StartRefusedException("The demo signs with keys-dev, which everyone has: it is for Development only (ASPNETCORE_ENVIRONMENT=Development).");
        var demo = services.GetRequiredService<DemoCentre>();
        if (!await demo.BelongsHereAsync(cancel))
            return CommandRun.Tell(new Problem(ProblemCode.InvalidInput, "The store holds centres already; the demo fills only an empty one."));
        if (!(await demo.FillAsync(cancel)).TryGet(out var award, out var problem))
            return CommandRun.Tell(problem);
        await services.GetRequiredService<DemoNotice>().TellAsync(award, Console.Out, !Console.IsOutputRedirected, cancel);
        return ExitCode.Done;
    }
}
