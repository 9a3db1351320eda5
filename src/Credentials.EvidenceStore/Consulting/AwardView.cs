using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Consulting;

/// <summary>An award with its personal data opened, for those who may read it.</summary>
/// <param name="Request">Null once the learner was erased; then there are no forms and no journal either.</param>
public sealed record AwardView(AwardDocument Document, AwardRequest? Request, IReadOnlyList<AwardEvent> Journal, IReadOnlyList<SignedCredential> Forms)
{
    /// <summary>Of an erased learner's award what is left of its signed forms: the fingerprint of each signature, by which the register still knows it.</summary>
    public IReadOnlyList<string> Fingerprints { get; init; } = [];
}

/// <param name="What">E.g. <c>revoked</c>, <c>suspended</c>, <c>active</c>, <c>share-created</c>.</param>
/// <param name="Actor">Id of the API key or user, never a secret.</param>
public sealed record AwardEvent(DateTimeOffset At, string What, string Actor, string? Reason);
