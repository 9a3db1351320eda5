namespace Credentials.IssuerService.ClassLists;

/// <summary>
/// How many chunks of rows are worked on at once, over all class lists: enough that every core has one while others wait for the disk. Lists take
/// turns, because each waits for one slot at a time and slots go to whoever waits longest.
/// </summary>
internal sealed class ClassListSlots : IDisposable
{
    private readonly SemaphoreSlim _free;

    public ClassListSlots()
    {
        Count = Environment.ProcessorCount + 2;
        _free = new SemaphoreSlim(Count, Count);
    }

    public int Count { get; }

    public Task TakeAsync(CancellationToken cancel) => _free.WaitAsync(cancel);

    public void Return() => _free.Release();

    public void Dispose() => _free.Dispose();
}
