using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.ClassLists;

/// <summary>Takes in a class list: stored durably first, then worked off by this service, or here and now for a command.</summary>
public sealed class AwardClassList
{
    private readonly Batches _batches;
    private readonly RunClassList _run;
    private readonly ClassListQueue _queue;
    private readonly int _mostRows;

    internal AwardClassList(Batches batches, RunClassList run, ClassListQueue queue, int mostRows) =>
        (_batches, _run, _queue, _mostRows) = (batches, run, queue, mostRows);

    internal static AwardClassList From(IServiceProvider services) => new(
        services.GetRequiredService<Batches>(), services.GetRequiredService<RunClassList>(), services.GetRequiredService<ClassListQueue>(),
        services.GetRequiredService<IOptions<IssuerServiceOptions>>().Value.ClassListRows);

    /// <summary>The different national numbers of a list, each as far as it is one; none where the list cannot be read.</summary>
    public static IReadOnlyCollection<NationalNumber> NumbersOf(string mediaType, ReadOnlyMemory<byte> utf8, bool acceptTestNumbers) =>
        ClassList.Open(mediaType, utf8).TryGet(out var list, out _) && list.IsUsable ? Look(list, int.MaxValue, acceptTestNumbers).Numbers : [];

    /// <summary>How many rows a list has, counted no further than that, and their different national numbers.</summary>
    internal static (int Rows, IReadOnlyCollection<NationalNumber> Numbers) Look(ClassList list, int most, bool acceptTestNumbers)
    {
        var (rows, numbers) = (0, new HashSet<NationalNumber>());
        foreach (var row in list.Rows().Take(most))
        {
            rows++;
            if (NationalNumber.TryParse(row.Learner()?.NationalNumber, out var number, acceptTestNumbers))
                numbers.Add(number);
        }
        return (rows, numbers);
    }

    /// <summary>The list as it is worked off; a problem where it cannot be read at all.</summary>
    internal Result<ReceivedClassList> Receive(string mediaType, ReadOnlyMemory<byte> content) =>
        !ClassListIntake.Read(mediaType, content, _mostRows).TryGet(out var list, out var unreadable) ? unreadable
        : ClassList.Open(list.MediaType, list.Content).Problem is { } faulty ? faulty
        : list;

    /// <summary>The media type of a file, by how it begins and by its name.</summary>
    public static string TypeOf(string fileName, ReadOnlySpan<byte> content) => ClassListIntake.TypeOf(fileName, content);

    /// <summary>Stores the list and leaves it to the worker. When this returns, the list will be worked off, whatever happens.</summary>
    /// <param name="centre">Whose list it is.</param>
    /// <param name="mediaType"><c>text/csv</c>, <c>application/json</c>, or that of XLSX.</param>
    /// <param name="utf8">The list.</param>
    /// <param name="cancel">Gives up waiting; the list may be taken in all the same.</param>
    /// <returns>The id of the batch; a problem where the list cannot be read at all.</returns>
    public async Task<Result<Guid>> SubmitAsync(string centre, string mediaType, ReadOnlyMemory<byte> utf8, CancellationToken cancel = default)
    {
        if (!Receive(mediaType, utf8).TryGet(out var list, out var unreadable))
            return unreadable;
        var batch = await _batches.AddAsync(centre, list.MediaType, list.Content, total: 0, cancel);
        _queue.Add(batch.Document.Id);
        return batch.Document.Id;
    }

    /// <summary>Has a draft worked off, once however often it is asked for; null where it is not the draft of that version any more.</summary>
    public async Task<BatchDocument?> StartAsync(string centre, Guid draft, long version, CancellationToken cancel = default)
    {
        var started = await _batches.StartAsync(centre, draft, version, cancel);
        if (started is not null)
            _queue.Add(draft);
        return started;
    }

    /// <summary>Lets a paused list go on; null where it is not paused.</summary>
    public async Task<BatchDocument?> ResumeAsync(string centre, Guid list, CancellationToken cancel = default)
    {
        var resumed = await _batches.ResumeAsync(centre, list, cancel);
        if (resumed is not null)
            _queue.Add(list);
        return resumed;
    }

    /// <summary>Stores the list and works it off here.</summary>
    /// <returns>How it ended; still <c>running</c> where <paramref name="cancel"/> stopped it, for the service to go on with.</returns>
    public async Task<Result<ClassListState>> RunAsync(
        string centre, string mediaType, ReadOnlyMemory<byte> utf8, IProgress<ClassListState>? progress = null, CancellationToken cancel = default)
    {
        if (!Receive(mediaType, utf8).TryGet(out var list, out var unreadable))
            return unreadable;
        var batch = await _batches.AddAsync(centre, list.MediaType, list.Content, total: 0, cancel);
        await _run.RunAsync(batch, state => progress?.Report(state), cancel);
        return (await _batches.FindAsync(centre, batch.Document.Id, CancellationToken.None)).Map(ClassListState.Of);
    }
}
