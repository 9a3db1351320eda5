namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>Writes since start; each waits until a majority of the replica set has it on disk.</summary>
internal sealed class WriteCounter
{
    private long _writes;
    private long _completions;

    public Storage.StorageCounters Read() => new(Interlocked.Read(ref _writes), Interlocked.Read(ref _writes), Interlocked.Read(ref _completions));

    public void Count() => Interlocked.Increment(ref _writes);

    public void Completed(int awards) => Interlocked.Add(ref _completions, awards);
}
