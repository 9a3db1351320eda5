using System.CommandLine;
using Credentials.EvidenceStore.Rotating;

namespace Credentials.App.CommandLine;

/// <summary><c>keys rotate-master</c>: everything that is encrypted under the master key is encrypted anew under another, beside a running service or without one.</summary>
internal static class RotateMasterCommand
{
    private static readonly Option<bool> Prepare = new("--prepare")
    {
        Description = "Only make the new key, so that it can be copied to other instances before it is used.",
    };

    private static readonly Option<bool> Keep = new("--keep")
    {
        Description = "Leave the old key's file where it is. Back-ups without keys that were made before need it.",
    };

    public static Command Create()
    {
        var command = new Command("rotate-master", "Replaces the master key; run again, it goes on where it was interrupted.") { Prepare, Keep };
        command.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(
            parsed, needsAddress: false, (services, stop) => parsed.GetValue(Prepare) ? PrepareAsync(services, stop) : RunAsync(parsed.GetValue(Keep), services, stop), cancel));
        return command;
    }

    private static async Task<int> PrepareAsync(IServiceProvider services, CancellationToken cancel)
    {
        var rotate = await CommandRun.RefusingAsync(() => Task.FromResult(services.GetRequiredService<RotateMasterKey>()));
        if (!(await rotate.PrepareAsync(cancel)).TryGet(out var path, out var problem))
            return CommandRun.Tell(problem);
        await Console.Error.WriteLineAsync("Copy it, mode 0600, to the folder of the same name of every other instance; then run 'keys rotate-master'. Until then nothing uses it.");
        Console.WriteLine(path);
        return ExitCode.Done;
    }

    private static async Task<int> RunAsync(bool keep, IServiceProvider services, CancellationToken cancel)
    {
        var rotate = await CommandRun.RefusingAsync(() => Task.FromResult(services.GetRequiredService<RotateMasterKey>()));
        if (!(await rotate.RunAsync(keep, Console.Error.WriteLine, cancel)).TryGet(out var done, out var problem))
            return CommandRun.Tell(problem);
        var left = done.Retired.Count - done.Removed.Count;
        foreach (var path in done.Removed)
            await Console.Error.WriteLineAsync($"removed: {OnTerminal.Plain(path)}; remove it from other instances and from copies too, unless a back-up without keys needs it");
        if (left > 0)
            await Console.Error.WriteLineAsync("The old key's file was left where it is. Nothing in the database needs it any more; back-ups that were made before do.");
        if (!done.IsForgotten)
            await Console.Error.WriteLineAsync("Somebody read all the time: the database's log still holds what was encrypted under the old key, until it starts anew.");
        Console.WriteLine($"current={done.Current} learners={done.Learners} others={done.Others} retired={string.Join(',', done.Retired)} removed={done.Removed.Count}");
        return ExitCode.Done;
    }
}
