using System.Text.Json;
using Credentials.EvidenceStore;
using Credentials.EvidenceStore.Learners;
using Credentials.Inputs;
using Credentials.Issuing;
using Credentials.Web.Limits;
using Credentials.Web.SignIn;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Staff.AwardOne;

/// <summary>National numbers that staff type: counted, journaled and stopped for each person as the API does for each key.</summary>
internal sealed class TypedNumbers(CountNumbers count, LookUpLearner lookUp, GuessLimits guesses, IOptions<EvidenceStoreOptions> store)
{
    private const string TooMany = "too-many-numbers", TooManyFaulty = "too-many-guesses";

    /// <summary>Null where the number of the award's learner, if there is one, may be used, and then it counts; else why not, and when it may again.</summary>
    public async Task<(string Reason, TimeSpan Wait)?> RefuseAsync(StaffMember member, JsonElement body, CancellationToken cancel)
    {
        if (!body.GetProperty("learner").TryGetProperty("nationalNumber", out _))
            return null;
        if (guesses.WaitOf(member.Actor) is { } wait)
            return (TooManyFaulty, wait);
        if (NationalNumberReader.OfLearner(body, store.Value.AcceptTestNationalNumbers) is not { } number)
            return null;
        var allowed = await count.TakeAsync(member, [number], cancel);
        return allowed.IsGiven ? null : (TooMany, allowed.Wait);
    }

    /// <summary>Counts a number that was found to be none.</summary>
    public async Task NoteAsync(StaffMember member, Problem problem, CancellationToken cancel)
    {
        if (problem.Errors.Any(error => error.Reason == InputReasons.BadNationalNumber))
            await lookUp.RefusedElsewhereAsync(member.AsCaller(), null, cancel);
    }
}
