using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sealing;
using Credentials.Inputs;
using Credentials.IssuerService.Awarding;
using Credentials.IssuerService.Issuing;
using Credentials.Issuing;

namespace Credentials.IssuerService.ClassLists;

/// <summary>
/// Awards some consecutive rows of a class list on the same path as a single award, with one commit for all of them. Run again after a crash, it
/// awards what is missing and counts what this very row awarded before as awarded.
/// </summary>
internal sealed class AwardRows(IssuingCentres centres, CheckRow check, RecordAwards records, IssueCredential issue, AwardCredential single, Batches batches)
{
    /// <param name="batch">The class list, by its id.</param>
    /// <param name="slug">The centre.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="learners">Who cannot be told apart in this list.</param>
    /// <param name="turn">Ends when every row before these is reserved: of two rows that ask for the same, the first is awarded.</param>
    /// <param name="reserved">Told when these rows are reserved.</param>
    /// <param name="cancel">Gives up between the steps.</param>
    public async Task<ClassListChunk> RunAsync(
        Guid batch, string slug, IReadOnlyList<ClassListRow> rows, LearnersByName learners, Task turn, Action reserved, CancellationToken cancel)
    {
        var centre = await centres.FindAsync(slug, cancel) ?? throw new InvalidOperationException("the centre of a class list is not there");
        var chunk = new ClassListChunk(rows.Count);
        var asked = new List<(ClassListRow Row, AwardToReserve Award)>(rows.Count);
        foreach (var row in rows)
        {
            if ((await check.RunAsync(row, learners, centre, cancel)).TryGet(out var award, out var problem))
                asked.Add((row, new AwardToReserve(award, batch, row.Row)));
            else
                Reject(chunk, slug, row, problem);
        }

        await turn.WaitAsync(cancel);
        var outcomes = asked.Count == 0 ? [] : await records.ReserveAsync([.. asked.Select(item => item.Award)], cancel);
        reserved();
        var signed = new Dictionary<Guid, (ReservedAward Award, SignedCredential Credential)>(asked.Count);
        var waiting = new List<(ClassListRow Row, ReservedAward Award)>(asked.Count);
        for (var index = 0; index < asked.Count; index++)
        {
            var row = asked[index].Row;
            var outcome = outcomes[index];
            if (outcome.Problem?.Code == ProblemCode.VersionConflict)
                outcome = await AgainAsync(row, batch, centre, cancel);
            if (!outcome.TryGet(out var award, out var refused))
                Reject(chunk, slug, row, refused);
            else if (award.IsIssued)
                Count(chunk, award, batch, row);
            else if (!signed.ContainsKey(award.Document.Id) && (await SignAsync(signed, award, centre, cancel)) is { } failed)
                Reject(chunk, slug, row, failed);
            else
                waiting.Add((row, award));
        }

        while (signed.Count > 0 && await centres.FindChangedAsync(centre, cancel) is { } changed)
        {
            centre = changed;
            // One that cannot be signed now fails the rows as a whole, to be tried again.
            foreach (var (id, item) in signed.ToList())
                signed[id] = (item.Award, (await issue.RunAsync(item.Award, centre, cancel)).Value);
        }

        var completed = signed.Count == 0 ? [] : await records.CompleteAsync([.. signed.Values], CancellationToken.None);
        var problems = signed.Keys.Zip(completed).ToDictionary(one => one.First, one => one.Second.Problem);
        foreach (var (row, award) in waiting)
        {
            if (problems[award.Document.Id] is { } erased)
                Reject(chunk, slug, row, erased);
            else
                Count(chunk, award, batch, row);
        }
        return chunk;
    }

    private async ValueTask<Problem?> SignAsync(
        Dictionary<Guid, (ReservedAward Award, SignedCredential Credential)> signed, ReservedAward award, IssuingCentre centre, CancellationToken cancel)
    {
        if (!(await issue.RunAsync(award, centre, cancel)).TryGet(out var credential, out var failed))
            return failed;
        signed.Add(award.Document.Id, (award, credential));
        return null;
    }

    private async Task<Result<ReservedAward>> AgainAsync(ClassListRow row, Guid batch, IssuingCentre centre, CancellationToken cancel)
    {
        if (!row.ToAward().TryGet(out var body, out var unreadable))
            return unreadable;
        using (body)
            return await single.ReserveAsync(centre, body.RootElement, cancel, batch, row.Row);
    }

    // A row that found another's award waiting to be signed finishes it, but it is the other's.
    private static void Count(ClassListChunk chunk, ReservedAward award, Guid batch, ClassListRow row)
    {
        if (award.Document.BatchId == batch && award.Document.BatchRow == row.Row)
            chunk.Awarded++;
        else
            chunk.AddExisting(row.Row, award.Document.Id);
    }

    private void Reject(ClassListChunk chunk, string centre, ClassListRow row, Problem problem)
    {
        chunk.Rejected++;
        var person = row.Fault is null ? PersonOf(centre, row) : null;
        chunk.Errors.AddRange(CheckRow.FaultsOf(row, problem).Select(error => person is null ? error : error with { Person = person }));
    }

    private PersonMarks? PersonOf(string centre, ClassListRow row) => row.Learner() is not { } learner ? null : batches.PersonOf(
        centre, Normal(learner.GivenName), Normal(learner.FamilyName), IsoDate.TryParse(learner.BirthDate, out var birthDate) ? birthDate : null, Normal(learner.Email),
        NationalNumber.TryParse(learner.NationalNumber, out var number, acceptTestNumbers: true) ? number : null);

    /// <summary>What can be normalised: U+FFFE is no character, and cannot.</summary>
    private static string? Normal(string? text) => text?.Replace('\uFFFE', '\uFFFD');
}
