using Credentials.Benchmarks;

var engine = Array.IndexOf(args, "--engine");
if (engine >= 0)
{
    if (engine + 1 == args.Length || args[engine + 1].ToLowerInvariant() is not ("sqlite" or "postgresql"))
    {
        Console.Error.WriteLine("--engine is sqlite or postgresql");
        return 64;
    }

    StorageEngine.IsPostgreSql = args[engine + 1].Equals("postgresql", StringComparison.OrdinalIgnoreCase);
    args = [.. args.Where((_, place) => place != engine && place != engine + 1)];
}

var wanted = args.Length == 0 ? ["core", "status", "issue", "verify", "batch"] : args;
foreach (var asked in wanted)
{
    var (name, number) = asked.Split('=') is [var part, var text] && int.TryParse(text, out var given) ? (part, given) : (asked, 0);
    Console.WriteLine($"\n## {name}");
    switch (name)
    {
        case "core":
            Console.WriteLine("| what | ours | raw | raw/ours | goal | |\n| --- | ---: | ---: | ---: | ---: | --- |");
            Print(InProcess.Run());
            break;
        case "status":
            Print(StatusListSize.Run());
            break;
        case "issue":
            Print(await OverHttp.IssueAsync());
            break;
        case "verify":
            Print(await OverHttp.VerifyAsync());
            break;
        case "batch":
            Print(await OverHttp.BatchAsync(100_000));
            break;
        case "records":
            Print(await RecordSearch.RunAsync(number > 0 ? number : 1_000_000));
            break;
        case "log":
            Print(await LogCost.RunAsync(number > 0 ? number : 10_000));
            break;
        case "mail":
            Print(await MailCost.RunAsync(number > 0 ? number : 10_000));
            break;
        case "class-list-preview":
            Print(await ClassListPreview.RunAsync(number > 0 ? number : 50_000));
            break;
        case "wallet":
            Print(await WalletRuns.RunAsync());
            break;
        case "sdjwt":
            Print(SdJwtSpeed.Run());
            break;
        case "rdfc":
            Print(RdfcSpeed.Run());
            break;
        case "micro":
            BenchmarkDotNet.Running.BenchmarkRunner.Run<Micro>();
            break;
        default:
            Console.Error.WriteLine($"unknown: {name}; one or more of core, status, issue, verify, batch, records[=COUNT], log[=ROWS], mail[=ROWS], class-list-preview[=ROWS], wallet, sdjwt, rdfc, micro");
            return 64;
    }
}

return 0;

static void Print<T>(IEnumerable<T> lines)
{
    foreach (var line in lines)
    {
        Console.WriteLine(line);
    }
}
