using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql;
using Credentials.EvidenceStore.Storage.Sql.Postgres;

namespace Credentials.Services.Tests.StorageContracts;

/// <content>Two transactions, one that begins an erasure and one that adds something for the learner, interleaved step by step.</content>
public sealed partial class PostgresStorageTests
{
    [ContractFact]
    public async Task What_is_added_for_a_learner_whose_erasure_began_meanwhile_is_undone_and_refused_when_it_runs_again()
    {
        foreach (var what in (string[])["award", "proof", "number", "alias", "completion"])
            await AddMeanwhileAsync(what);
    }

    private async Task AddMeanwhileAsync(string what)
    {
        var (first, second) = (Documents.Reservation(), Documents.Reservation());
        await Storage.ReserveAwardsAsync([first, second]);
        var learner = first.NewLearner!;
        bool Add(SqlConnection connection) => what switch
        {
            "award" => AwardRows.Reserve(connection, Documents.Reservation(Documents.Award(learner.Id)) with { NewLearner = null }) is ReservationOutcome.Reserved,
            "proof" => ProofRows.Register(connection, Documents.Registration(Documents.Proof(learner.Id)) with { NewLearner = null }) is ProofOutcome.Registered,
            "number" => LearnerRows.AddMatch(connection, learner.Id, Documents.Bytes()),
            "alias" => LearnerRows.Replace(connection, second.NewLearner! with { Version = 2, AliasOf = learner.Id }),
            _ => AwardRows.Complete(connection, new(first.Award.Id, Documents.Bytes(), 1, Documents.Facts()) { LearnerId = learner.Id }) is CompletionOutcome.Completed,
        };
        using var adding = NewWriter();
        adding.Begin(isDurable: true);
        See(adding.Connection);
        Commit(connection => LearnerRows.Replace(connection, learner with { Version = 2, State = LearnerState.Erasing }));
        var met = Assert.Throws<SqlException>(() =>
        {
            Add(adding.Connection);
            adding.Commit();
        });
        Assert.True(met.Fault == SqlFault.Conflict, $"{what}: {met.Message}");
        adding.RollBack();
        adding.Begin(isDurable: true);
        Assert.False(Add(adding.Connection));
        adding.Commit();
    }

    [ContractFact]
    public async Task A_reservation_that_the_beginning_of_an_erasure_did_not_see_is_never_completed()
    {
        var known = Documents.Reservation();
        await Documents.IssueAsync(Storage, known);
        var learner = known.NewLearner!;
        var late = Documents.Reservation(Documents.Award(learner.Id)) with { NewLearner = null };
        using var erasing = NewWriter();
        erasing.Begin(isDurable: true);
        See(erasing.Connection);
        Commit(connection => AwardRows.Reserve(connection, late) is ReservationOutcome.Reserved);
        Assert.True(LearnerRows.Replace(erasing.Connection, learner with { Version = 2, State = LearnerState.Erasing }));
        erasing.Commit();
        Assert.NotNull(await Storage.FindAwardAsync(late.Award.Id));
        Assert.IsType<CompletionOutcome.LearnerErased>(
            Assert.Single(await Storage.CompleteAwardsAsync([new(late.Award.Id, Documents.Bytes(), 1, Documents.Facts()) { LearnerId = learner.Id }])));
        Assert.Null(await Storage.FindAwardAsync(late.Award.Id));
    }

    private PostgresWriter NewWriter()
    {
        var address = PostgresAddress.Parse(_database.Value);
        return new(address, PostgresConnection.Open(address));
    }

    private void Commit(Func<SqlConnection, bool> write)
    {
        using var writer = NewWriter();
        writer.Begin(isDurable: true);
        Assert.True(write(writer.Connection));
        writer.Commit();
    }

    /// <summary>The first question fixes the moment that a transaction sees.</summary>
    private static void See(SqlConnection connection) => LearnerRows.Find(connection, Guid.NewGuid());
}
