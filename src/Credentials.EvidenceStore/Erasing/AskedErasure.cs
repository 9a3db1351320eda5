using System.Text.Json;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Erasing;

/// <summary>How an erasure was asked for: what its work goes by, also after a crash, and what is kept to show that it was asked.</summary>
/// <param name="At">When.</param>
/// <param name="By">Id of the API key.</param>
/// <param name="Revokes">Whether the learner's credentials are revoked.</param>
/// <param name="Reason">Why; nothing in it names the learner.</param>
public sealed record AskedErasure(DateTimeOffset At, string By, bool Revokes, string Reason)
{
    internal const string Member = "erasure";

    /// <summary>
    /// While the erasure goes on: the person as the records had it, under the learner's key. It is needed for what is cleaned after the records, and is gone
    /// when the erasure is done.
    /// </summary>
    public byte[]? SealedPerson { get; init; }

    /// <summary>
    /// The centre that may have this done only while every record of the person is its own, which is certain once all are marked; null where it does not
    /// matter whose they are.
    /// </summary>
    public string? OnlyOf { get; init; }

    internal byte[] Seal(MasterKeys master, Guid learner) => master.Seal(JsonSerializer.SerializeToUtf8Bytes(this), Member, learner.ToString("N"));

    internal static AskedErasure Open(MasterKeys master, LearnerDocument learner) =>
        JsonSerializer.Deserialize<AskedErasure>(master.Open(learner.SealedErasure.Span, Member, learner.Id.ToString("N")))!;
}
