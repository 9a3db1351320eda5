using Credentials.Baking;
using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Pages;
using Credentials.PublicVerifier.Verifying;
using Credentials.Verifying;
using Credentials.Web;
using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.Several;

/// <summary>Checks several links, texts and files, each by itself, a few at a time. Nothing is kept.</summary>
public sealed class CheckSeveral(IVerifyCredentials verify, IOpenShares shares, PublicAddress address) : IDisposable
{
    /// <summary>How many one call may bring: each may cost visits to strangers' lists.</summary>
    public const int Most = 50;

    /// <summary>Of strangers, by all of them together.</summary>
    private const int MostAddresses = 64;

    /// <summary>Calls at a time: each may hold some dozens of megabytes.</summary>
    private const int Turns = 4;

    private const int AtOnce = 4;
    private const int LongestSource = 60;

    private readonly SemaphoreSlim _turns = new(Turns, Turns);

    /// <summary>Waits until fewer others are at it; null where that takes too long.</summary>
    internal async Task<IDisposable?> TakeTurnAsync(CancellationToken cancel) =>
        await _turns.WaitAsync(TimeSpan.FromSeconds(30), cancel) ? new Turn(_turns) : null;

    public void Dispose() => _turns.Dispose();

    /// <summary>In the order in which they came.</summary>
    internal async Task<IReadOnlyList<CheckedItem>> RunAsync(IReadOnlyList<SeveralItem> items, HostString host, CancellationToken cancel)
    {
        var found = new CheckedItem[items.Count];
        var allowance = new FetchAllowance(MostAddresses);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForAsync(0, items.Count, options, async (index, stop) => found[index] = await CheckAsync(items[index], host, allowance, stop));
        return found;
    }

    private async ValueTask<CheckedItem> CheckAsync(SeveralItem item, HostString host, FetchAllowance allowance, CancellationToken cancel)
    {
        var source = item.Source.Length > LongestSource ? item.Source[..LongestSource] + "…" : item.Source;
        if (item.Bytes.Length > HandedIn.MostOf(item.Bytes.Span))
            return new(source, null, "too-large", null);
        if (!BakedFile.CredentialIn(item.Bytes).TryGet(out var credential, out var problem))
            return new(source, null, VerifyPageEndpoint.ErrorOf(problem), null);
        if (item.IsText && ShareLinks.IsLink(item.Source))
            return ShareLinks.FindPath(item.Source, address, host) is { } path ? await OpenAsync(source, path, allowance, cancel) : new(source, null, "foreign-link", null);
        return await VerifyAsync(source, credential, path: null, allowance, cancel);
    }

    private async ValueTask<CheckedItem> OpenAsync(string source, string path, FetchAllowance allowance, CancellationToken cancel)
    {
        // A learner's own link is nobody else's to hand in: what it opens is not for a list.
        if (!path.StartsWith("/s/", StringComparison.Ordinal))
            return new(source, null, "link-unknown", null);
        var shared = await shares.OpenShareAsync(path[3..], isOpening: true, cancel);
        return shared switch
        {
            { State: ShareState.Open, Forms: [var form, ..] } => Within(shared, await VerifyAsync(source, form.Utf8, path, allowance, cancel)),
            { State: ShareState.Withdrawn or ShareState.Expired } => new(source, null, "link-ended", path),
            _ => new(source, null, "link-unknown", null),
        };
    }

    /// <summary>Of a summary no more than its page shows.</summary>
    private static CheckedItem Within(SharedCredential shared, CheckedItem item) => shared.IsSummary && item.Report is { Credential: { } credential } report
        ? item with { Report = report with { Credential = credential with { ValidUntil = null } } }
        : item;

    private async ValueTask<CheckedItem> VerifyAsync(
        string source, ReadOnlyMemory<byte> credential, string? path, FetchAllowance allowance, CancellationToken cancel) =>
        VerificationReceipt.IsOne(credential.Span) ? new(source, null, "receipt", path)
        : (await verify.RunAsync(credential, cancel, allowance)).TryGet(out var report, out var problem) ? new(source, report, null, path)
        : new(source, null, VerifyPageEndpoint.ErrorOf(problem), path);

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
