using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Rotating;

/// <summary>
/// Seals everything anew that is under an earlier master key, in pages, each of which is one durable commit: what was done before a kill stays done, and the
/// next run finds what is left. Records are not touched.
/// </summary>
internal sealed class ResealAll(IEvidenceStorage storage, MasterKeys keys)
{
    /// <summary>Few enough that no award waits long behind a page.</summary>
    public const int PageSize = 500;

    // Class lists are long.
    private const int FewAtOnce = 4;
    private const int MostNamed = 10;
    private const int TellEvery = 20;

    public long Learners { get; private set; }

    public long Others { get; private set; }

    /// <summary>Runs until nothing is left that any key opens; names what none does.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(Action<string> tell, CancellationToken cancel)
    {
        while (true)
        {
            var unopened = new List<string>();
            var met = 0L;
            foreach (var kind in Enum.GetValues<MasterSealedKind>())
                met += await RunAsync(kind, unopened, tell, cancel);
            // Whatever was met and not replaced was changed by somebody else at that moment: once more.
            if (met == unopened.Count)
                return unopened;
            tell($"{Learners} learners' keys wrapped anew, {Others} other values");
        }
    }

    private async Task<long> RunAsync(MasterSealedKind kind, List<string> unopened, Action<string> tell, CancellationToken cancel)
    {
        var (met, pages, cursor) = (0L, 0, default(string));
        do
        {
            var page = await storage.ListSealedUnderOthersAsync(
                kind, keys.Current.Id, cursor, kind is MasterSealedKind.BatchInput or MasterSealedKind.BatchErrors ? FewAtOnce : PageSize, cancel);
            var resealed = new List<Resealed>(page.Items.Count);
            foreach (var was in page.Items)
            {
                if (keys.Reseal(was) is { } becomes)
                    resealed.Add(becomes);
                else
                    unopened.Add($"{NameOf(kind)} {was.Owner}");
            }
            if (resealed.Count > 0)
                Count(kind, await storage.ResealAsync(keys.Current.Id, resealed, cancel));
            met += page.Items.Count;
            if (++pages % TellEvery == 0)
                tell($"{Learners} learners' keys wrapped anew, {Others} other values");
            cursor = page.Next;
        }
        while (cursor is not null);
        return met;
    }

    /// <summary>The first of what no key opens, for a message.</summary>
    public static string Named(IReadOnlyList<string> unopened) =>
        string.Join(", ", unopened.Take(MostNamed)) + (unopened.Count > MostNamed ? $" and {unopened.Count - MostNamed} more" : "");

    private void Count(MasterSealedKind kind, int changed)
    {
        if (kind == MasterSealedKind.LearnerKey)
            Learners += changed;
        else
            Others += changed;
    }

    private static string NameOf(MasterSealedKind kind) => kind switch
    {
        MasterSealedKind.LearnerKey => "the key of learner",
        MasterSealedKind.Erasure => "the erasure of learner",
        MasterSealedKind.PermutationKey => "the key of status list",
        MasterSealedKind.BatchInput => "the rows of class list",
        MasterSealedKind.StaffPerson => "the name of member of staff",
        _ => "the row errors of class list",
    };
}
