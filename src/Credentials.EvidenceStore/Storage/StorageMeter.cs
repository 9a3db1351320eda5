using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.Storage;

/// <summary>The storage's counters as metrics, read when they are collected, and in the log at the end.</summary>
internal sealed partial class StorageMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly IEvidenceStorage _storage;
    private readonly ILogger<StorageMeter> _log;

    public StorageMeter(IMeterFactory meters, IEvidenceStorage storage, ILogger<StorageMeter> log)
    {
        (_storage, _log) = (storage, log);
        _meter = meters.Create("Credentials.EvidenceStore");
        _meter.CreateObservableCounter("evidence_store.commits", () => storage.Counters.Commits, description: "Transactions committed");
        _meter.CreateObservableCounter("evidence_store.flushes", () => storage.Counters.Flushes, description: "Commits that waited for the disk");
        _meter.CreateObservableCounter("evidence_store.awards_completed", () => storage.Counters.Completions, description: "Awards stored durably");
    }

    public void Dispose()
    {
        var counters = _storage.Counters;
        LogCounters(counters.Commits, counters.Flushes, counters.Completions);
        _meter.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Storage closes after {Commits} commits, {Flushes} flushes, {Completions} awards stored.")]
    private partial void LogCounters(long commits, long flushes, long completions);
}
