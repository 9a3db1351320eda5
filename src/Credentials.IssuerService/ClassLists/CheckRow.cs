using System.Text.Json;
using Credentials.Inputs;
using Credentials.IssuerService.Awarding;
using Credentials.IssuerService.Issuing;
using Credentials.Issuing;

namespace Credentials.IssuerService.ClassLists;

/// <summary>Checks one row of a class list, for its preview and for its award alike, and names what is wrong with it in the terms of the file.</summary>
internal sealed class CheckRow(CheckAward check)
{
    /// <param name="row">The row.</param>
    /// <param name="learners">Who cannot be told apart in this list.</param>
    /// <param name="centre">Who awards.</param>
    /// <param name="cancel">Gives up.</param>
    public async ValueTask<Result<CheckedAward>> RunAsync(ClassListRow row, LearnersByName learners, IssuingCentre centre, CancellationToken cancel)
    {
        if (row.Fault is not null)
            return Unreadable;
        if (!row.ToAward().TryGet(out var body, out var unreadable))
            return unreadable;
        using (body)
        {
            var award = await check.RunAsync(body.RootElement, centre, cancel);
            return learners.AreAlike(row) ? BirthDateNeeded(award.Problem) : award;
        }
    }

    /// <summary>The faults of a row that was refused, one for each column and reason.</summary>
    public static IReadOnlyList<RowError> FaultsOf(ClassListRow row, Problem problem) =>
        row.Fault is { } fault ? [fault]
        : problem.Errors.Count == 0 ? [row.Locate(new InputError("", JsonNamingPolicy.KebabCaseLower.ConvertName(problem.Code.ToString()), problem.Detail))]
        : [.. problem.Errors.Select(row.Locate).DistinctBy(error => (error.Column, error.Reason))];

    private static Problem Unreadable => new(ProblemCode.InvalidInput, "The row cannot be read.");

    private static Problem BirthDateNeeded(Problem? others) => new(ProblemCode.InvalidInput, "The learner cannot be told apart.")
    {
        Errors =
        [
            new InputError(
                ClassListColumn.BirthDate.Pointer, InputReasons.BirthDateNeeded,
                "Several rows name this learner for the same achievement and day: the birth date must tell whether it is one person."),
            .. others?.Errors ?? [],
        ],
    };
}
