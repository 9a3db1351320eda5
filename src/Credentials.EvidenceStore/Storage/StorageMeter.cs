using System.Diagnostics.Metrics;

namespace Credentials.EvidenceStore.Storage;

/// <summary>The storage's counters as metrics, read when they are collected.</summary>
internal sealed class StorageMeter : IDisposable
{
    private readonly Meter _meter;

    public StorageMeter(IMeterFactory meters, IEvidenceStorage storage)
    {
        _meter = meters.Create("Credentials.EvidenceStore");
        _meter.CreateObservableCounter("evidence_store.commits", () => storage.Counters.Commits, description: "Transactions committed");
        _meter.CreateObservableCounter("evidence_store.flushes", () => storage.Counters.Flushes, description: "Commits that waited for the disk");
        _meter.CreateObservableCounter("evidence_store.awards_completed", () => storage.Counters.Completions, description: "Awards stored durably");
    }

    public void Dispose() => _meter.Dispose();
}
