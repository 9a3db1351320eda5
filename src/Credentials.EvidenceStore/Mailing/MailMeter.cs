using System.Diagnostics.Metrics;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>Attempts to send mails as a metric, by kind and by what came of them.</summary>
internal sealed class MailMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _attempts;

    public MailMeter(IMeterFactory meters)
    {
        _meter = meters.Create("Credentials.EvidenceStore.Mail");
        _attempts = _meter.CreateCounter<long>("mail.attempts", description: "Attempts to send a mail, by kind and outcome");
    }

    public void Count(MailKind kind, MailOutcome outcome) => _attempts.Add(
        1, new("kind", MailWords.Of(kind)), new KeyValuePair<string, object?>("outcome", outcome.Kind.ToString().ToLowerInvariant()));

    public void Dispose() => _meter.Dispose();
}
