using System.Text.Json;
using Credentials.EvidenceStore;
using Credentials.EvidenceStore.Recording;
using Credentials.Inputs;
using Credentials.IssuerService.Issuing;
using Credentials.Issuing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Awarding;

/// <summary>Reads an award as asked for and holds it against its achievement and its centre, as things stand today in Brussels.</summary>
public sealed class CheckAward(AchievementVersions achievements, ForeseeAwards foresee, IOptions<EvidenceStoreOptions> store, TimeProvider time)
{
    public async ValueTask<Result<CheckedAward>> RunAsync(JsonElement body, IssuingCentre centre, CancellationToken cancel = default)
    {
        if (!AwardRequest.Parse(body, store.Value.AcceptTestNationalNumbers).TryGet(out var request, out var malformed))
            return malformed;
        if (await achievements.FindNewestAsync(centre.Centre.Slug, request.Achievement, cancel) is not { } achievement)
            return UnknownAchievement;
        var award = CheckedAward.Check(request, centre.Centre, achievement.Version, BrusselsTime.DayOf(time.GetUtcNow()));
        if (!achievement.IsArchived)
            return award;
        // What was awarded, or begun, before the achievement was archived is answered again, and finished.
        return award.TryGet(out var known, out _) && (await foresee.RunAsync([known], cancel))[0].IsThere ? award : Archived;
    }

    private static Problem UnknownAchievement => Refused(InputReasons.UnknownAchievement, "The centre has no achievement with this id.");

    private static Problem Archived => Refused(InputReasons.Archived, "The centre archived this achievement: it is not awarded any more.");

    private static Problem Refused(string reason, string detail) =>
        new(ProblemCode.InvalidInput, "This cannot be awarded.") { Errors = [new InputError("/achievement", reason, detail)] };
}
