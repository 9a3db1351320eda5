using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Led;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>Composes the request of an entry from its award, at each attempt anew: between two of them nothing personal lies anywhere.</summary>
internal sealed class ComposeLedRequest(
    IEvidenceStorage storage, LedKeys keys, AchievementVersions achievements, Centres centres, TimeProvider time, IOptions<LedOptions> options)
{
    /// <summary>The request to send, or why there is none: then nothing was sent.</summary>
    public async Task<(byte[]? Request, LedOutcome? Instead)> RunAsync(LedEntryDocument entry, CancellationToken cancel)
    {
        if (await storage.FindAwardAsync(entry.RecordId, cancel) is not { State: AwardState.Issued } award || award.Status == AwardStatus.Revoked)
            return Not("revoked");
        if (await keys.FindAsync(award.LearnerId, cancel) is not { } key)
            return Not("erased");
        if (await achievements.FindAsync(award.Centre, award.AchievementId, award.AchievementVersion, cancel) is not { } version
            || await centres.FindAsync(award.Centre, cancel) is not { } centre || !version.Achievement.MustBeRegistered)
            throw new InvalidDataException($"award {award.Id} has no centre, or no achievement that must be registered");
        var request = StoredRequest.Read(AwardOpener.OpenRequest(award, key));
        // The award's id names the message too: what is sent again is the same message, in MAGDA's eyes as in LED's.
        return Compose(entry, version.Achievement, request, centre.Centre, options.Value).TryGet(out var registration, out var problem)
            ? (LedRequest.Register(registration, options.Value.Identity.Value, entry.RecordId, time.GetUtcNow()), null)
            : Not($"invalid {problem.Errors[0].Pointer}");
    }

    private static Result<LedRegistration> Compose(
        LedEntryDocument entry, Achievements.Achievement achievement, AwardRequest request, Centre centre, LedOptions options)
    {
        var language = achievement.Languages.FirstOrDefault(offered => string.Equals(offered, request.Language, StringComparison.OrdinalIgnoreCase))
            ?? achievement.Languages[0];
        var supplier = new LedSupplier(entry.Supplier ?? options.Supplier!, ReferenceOf(entry.RecordId));
        return ComposeRegistration.From(achievement, request, centre, language, supplier, options.InstitutionNumbers.GetValueOrDefault(centre.Slug));
    }

    /// <summary>The reference by which LED knows the proof.</summary>
    public static string ReferenceOf(Guid record) => record.ToString("D");

    private static (byte[]?, LedOutcome?) Not(string fault) => (null, new LedOutcome(LedOutcomeKind.Refused, fault));
}
