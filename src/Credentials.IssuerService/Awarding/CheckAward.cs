using System.Text.Json;
using Credentials.EvidenceStore;
using Credentials.EvidenceStore.Recording;
using Credentials.Inputs;
using Credentials.IssuerService.Issuing;
using Credentials.Issuing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Awarding;

/// <summary>Reads an award as asked for and holds it against its achievement and its centre, as things stand today in Brussels.</summary>
public sealed class CheckAward(AchievementVersions achievements, IOptions<EvidenceStoreOptions> store, TimeProvider time)
{
    public async ValueTask<Result<CheckedAward>> RunAsync(JsonElement body, IssuingCentre centre, CancellationToken cancel = default)
    {
        if (!AwardRequest.Parse(body, store.Value.AcceptTestNationalNumbers).TryGet(out var request, out var malformed))
            return malformed;
        if (await achievements.FindAsync(centre.Centre.Slug, request.Achievement, cancel: cancel) is not { } achievement)
            return UnknownAchievement;
        return CheckedAward.Check(request, centre.Centre, achievement, BrusselsTime.DayOf(time.GetUtcNow()));
    }

    private static Problem UnknownAchievement => new(ProblemCode.InvalidInput, "This cannot be awarded.")
    {
        Errors = [new InputError("/achievement", InputReasons.UnknownAchievement, "The centre has no achievement with this id.")],
    };
}
