using Credentials.EvidenceStore.Recording;
using Credentials.Issuing;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.IssuerService.ClassLists;

/// <summary>Takes in a class list: stored durably first, then worked off by this service, or here and now for a command.</summary>
public sealed class AwardClassList
{
    private readonly Batches _batches;
    private readonly RunClassList _run;
    private readonly ClassListQueue _queue;

    internal AwardClassList(Batches batches, RunClassList run, ClassListQueue queue) => (_batches, _run, _queue) = (batches, run, queue);

    internal static AwardClassList From(IServiceProvider services) => new(
        services.GetRequiredService<Batches>(), services.GetRequiredService<RunClassList>(), services.GetRequiredService<ClassListQueue>());

    /// <summary>The different national numbers of a list, each as far as it is one; none where the list cannot be read.</summary>
    public static IReadOnlyCollection<NationalNumber> NumbersOf(string mediaType, ReadOnlyMemory<byte> utf8, bool acceptTestNumbers)
    {
        var numbers = new HashSet<NationalNumber>();
        if (ClassList.Open(mediaType, utf8).TryGet(out var list, out _) && list.IsUsable)
        {
            foreach (var row in list.Rows())
            {
                if (NationalNumber.TryParse(row.Learner()?.NationalNumber, out var number, acceptTestNumbers))
                    numbers.Add(number);
            }
        }
        return numbers;
    }

    /// <summary>Stores the list and leaves it to the worker. When this returns, the list will be worked off, whatever happens.</summary>
    /// <param name="centre">Whose list it is.</param>
    /// <param name="mediaType"><c>text/csv</c> or <c>application/json</c>.</param>
    /// <param name="utf8">The list.</param>
    /// <param name="cancel">Gives up waiting; the list may be taken in all the same.</param>
    /// <returns>The id of the batch; a problem where the list cannot be read at all.</returns>
    public async Task<Result<Guid>> SubmitAsync(string centre, string mediaType, ReadOnlyMemory<byte> utf8, CancellationToken cancel = default)
    {
        if (ClassList.Open(mediaType, utf8).Problem is { } unreadable)
            return unreadable;
        var batch = await _batches.AddAsync(centre, mediaType, utf8, total: 0, cancel);
        _queue.Add(batch.Document.Id);
        return batch.Document.Id;
    }

    /// <summary>Stores the list and works it off here.</summary>
    /// <returns>How it ended; still <c>running</c> where <paramref name="cancel"/> stopped it, for the service to go on with.</returns>
    public async Task<Result<ClassListState>> RunAsync(
        string centre, string mediaType, ReadOnlyMemory<byte> utf8, IProgress<ClassListState>? progress = null, CancellationToken cancel = default)
    {
        if (ClassList.Open(mediaType, utf8).Problem is { } unreadable)
            return unreadable;
        var batch = await _batches.AddAsync(centre, mediaType, utf8, total: 0, cancel);
        await _run.RunAsync(batch, state => progress?.Report(state), cancel);
        return (await _batches.FindAsync(centre, batch.Document.Id, CancellationToken.None)).Map(ClassListState.Of);
    }
}
