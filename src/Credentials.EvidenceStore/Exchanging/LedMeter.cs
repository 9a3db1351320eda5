using System.Diagnostics.Metrics;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>LED's outbox as metrics: attempts by what came of them, entries by state, and those whose deadline is near or over.</summary>
internal sealed class LedMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _attempts;
    private volatile LedEntryCounts? _counts;

    public LedMeter(IMeterFactory meters)
    {
        _meter = meters.Create("Credentials.EvidenceStore.Led");
        _attempts = _meter.CreateCounter<long>("led.attempts", description: "Attempts to register an award, by outcome");
        _meter.CreateObservableGauge(
            "led.entries", () => (_counts?.ByState ?? new Dictionary<LedEntryState, long>()).Select(entry =>
                new Measurement<long>(entry.Value, new KeyValuePair<string, object?>("state", LedStateWords.Of(entry.Key)))),
            description: "Entries of the outbox that are not sent, by state");
        _meter.CreateObservableGauge("led.deadline_near", () => _counts?.Near ?? 0, description: "Awards not registered whose deadline is near or over");
        _meter.CreateObservableGauge("led.deadline_over", () => _counts?.Over ?? 0, description: "Awards not registered whose deadline is over");
    }

    public void Count(LedOutcome outcome) =>
        _attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome.Kind.ToString().ToLowerInvariant()));

    public void Show(LedEntryCounts counts) => _counts = counts;

    public void Dispose() => _meter.Dispose();
}
