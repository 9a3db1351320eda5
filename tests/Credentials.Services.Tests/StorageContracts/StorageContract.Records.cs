using System.Security.Cryptography;
using Credentials.Achievements;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task An_issued_award_is_a_record_with_every_fact_as_given_and_an_event()
    {
        var reserved = Documents.Reservation();
        await Storage.ReserveAwardsAsync([reserved]);
        Assert.Null(await Storage.FindRecordAsync(reserved.Award.Id));
        Assert.Empty(await Storage.ReadPendingEventsAsync(9));
        await Storage.CompleteAwardsAsync([new(reserved.Award.Id, Documents.Bytes(), 1, Documents.Facts())]);
        await Storage.CompleteAwardsAsync([new(reserved.Award.Id, Documents.Bytes(), 1, Documents.Facts(level: 5))]);
        var expected = new RecordDocument
        {
            Id = reserved.Award.Id,
            Source = RecordSource.Award,
            LearnerId = reserved.Award.LearnerId,
            Facts = Documents.Facts(),
            Status = RecordStatus.Active,
            RecordedAt = Documents.Now,
        };
        Assert.Equal(expected, await Storage.FindRecordAsync(reserved.Award.Id));
        Assert.Equal(expected, Assert.Single((await Storage.ListRecordsAsync(new(9))).Items));
        var happened = Assert.Single(await Storage.ReadPendingEventsAsync(9)).Event;
        Assert.Equal((reserved.Award.Id, 0, RecordEventType.Issued, Documents.Now), (happened.RecordId, happened.Ordinal, happened.Type, happened.At));
        Assert.Equal(SHA256.HashData(reserved.Award.SealedRequest.Span), happened.Digest.ToArray());
        Assert.Null(await Storage.FindRecordAsync(Guid.NewGuid()));
        Assert.Null(await Storage.FindProofAsync(reserved.Award.Id));
    }

    [ContractFact]
    public async Task Facts_that_nobody_gave_stay_unknown()
    {
        var facts = new Credentials.EvidenceStore.Recording.RecordFacts { Kind = ProofKind.Attest, ObtainedOn = new(1987, 1, 1) };
        var proof = await Documents.RegisterAsync(Storage, Documents.Proof(Guid.NewGuid(), facts));
        Assert.Equal(facts, (await Storage.FindRecordAsync(proof.Id))!.Facts);
    }

    [ContractFact]
    public async Task A_change_of_status_changes_the_record_and_leaves_an_event_and_other_changes_do_not()
    {
        var issued = await Documents.IssueAsync(Storage);
        var later = Documents.Now.AddDays(1);
        var suspended = issued with { Version = 3, Status = AwardStatus.Suspended, SealedJournal = Documents.Bytes(40) };
        Assert.True(await Storage.ReplaceAwardAsync(suspended, later));
        Assert.True(await Storage.ReplaceAwardAsync(suspended with { Version = 4, ShareVersion = 2 }, later.AddDays(1)));
        var record = (await Storage.FindRecordAsync(issued.Id))!;
        Assert.Equal((RecordStatus.Suspended, later), (record.Status, record.ChangedAt));
        Assert.True(await Storage.ReplaceAwardAsync(suspended with { Version = 5, Status = AwardStatus.Active }, later.AddDays(2)));
        Assert.True(await Storage.ReplaceAwardAsync(suspended with { Version = 6, Status = AwardStatus.Revoked }, later.AddDays(3)));
        Assert.False(await Storage.ReplaceAwardAsync(suspended with { Version = 6, Status = AwardStatus.Active }, later.AddDays(3)));
        var events = await Storage.ReadPendingEventsAsync(9);
        Assert.Equal(
            [(0, RecordEventType.Issued), (1, RecordEventType.Suspended), (2, RecordEventType.Reactivated), (3, RecordEventType.Revoked)],
            events.Select(one => (one.Event.Ordinal, one.Event.Type)));
        Assert.Equal(SHA256.HashData(suspended.SealedJournal.Span), events[1].Event.Digest.ToArray());
        Assert.Equal(later, events[1].Event.At);
        Assert.Equal(events.Take(2).Select(one => one.Number), (await Storage.ReadPendingEventsAsync(2)).Select(one => one.Number));
    }

    [ContractFact]
    public async Task A_proof_is_registered_once_with_every_member_as_given()
    {
        var registration = Documents.Registration();
        var proof = registration.Proof;
        Assert.IsType<ProofOutcome.Registered>(Assert.Single(await Storage.RegisterProofsAsync([registration])));
        await ReopenAsync();
        Documents.AssertSame(proof, await Storage.FindProofAsync(proof.Id));
        Documents.AssertSame(proof, await Storage.FindProofByReferenceAsync(registration.ReferenceKey));
        Assert.Equal(proof.Record, await Storage.FindRecordAsync(proof.Id));
        Assert.Equal(proof.Record.LearnerId, (await Storage.FindLearnersByMatchAsync([registration.LearnerMatchKey]))[0]!.Id);
        var again = Documents.Registration(reference: registration.ReferenceKey.ToArray());
        Documents.AssertSame(proof, Assert.IsType<ProofOutcome.Exists>(Assert.Single(await Storage.RegisterProofsAsync([again]))).Proof);
        Assert.Null(await Storage.FindLearnerAsync(again.NewLearner!.Id));
        Assert.Null(await Storage.FindProofByReferenceAsync(Documents.Bytes()));
        var happened = Assert.Single(await Storage.ReadPendingEventsAsync(9)).Event;
        Assert.Equal((proof.Id, 0, RecordEventType.Registered), (happened.RecordId, happened.Ordinal, happened.Type));
        Assert.Equal(SHA256.HashData(proof.SealedContent.Span), happened.Digest.ToArray());
    }

    [ContractFact]
    public async Task Proofs_of_one_list_are_registered_each_on_its_own()
    {
        var learner = Documents.Learner();
        var match = Documents.Bytes();
        var first = Documents.Registration(learner: learner, matchKey: match);
        var same = Documents.Registration(learner: learner, matchKey: match);
        var repeated = Documents.Registration(reference: first.ReferenceKey.ToArray());
        var otherLearner = Documents.Registration(matchKey: match);
        var outcomes = await Storage.RegisterProofsAsync([first, same, repeated, otherLearner]);
        Assert.IsType<ProofOutcome.Registered>(outcomes[0]);
        Assert.IsType<ProofOutcome.Registered>(outcomes[1]);
        Assert.IsType<ProofOutcome.Exists>(outcomes[2]);
        Assert.Equal(learner.Id, Assert.IsType<ProofOutcome.LearnerExists>(outcomes[3]).Learner.Id);
        Assert.Equal(2, (await Storage.ListRecordsAsync(new(9))).Items.Count);
    }

    [ContractFact]
    public async Task A_proof_is_cancelled_by_compare_and_set_and_links_to_what_replaces_it()
    {
        var learner = Documents.Learner();
        var old = await Documents.RegisterAsync(Storage, Documents.Proof(learner.Id), learner);
        var replacing = await Documents.RegisterAsync(Storage, Documents.Proof(learner.Id), learner);
        var foreign = await Documents.RegisterAsync(Storage);
        var at = Documents.Now.AddDays(1);
        var cancelled = old with
        {
            Record = old.Record with { Status = RecordStatus.Cancelled, ChangedAt = at },
            Version = 2,
            SealedJournal = Documents.Bytes(40),
            ReplacedBy = replacing.Id,
        };
        Assert.False(await Storage.CancelProofAsync(cancelled with { ReplacedBy = foreign.Id }));
        Assert.False(await Storage.CancelProofAsync(cancelled with { ReplacedBy = old.Id }));
        Assert.False(await Storage.CancelProofAsync(cancelled with { Version = 3 }));
        Assert.True(await Storage.CancelProofAsync(cancelled));
        Assert.False(await Storage.CancelProofAsync(cancelled with { Version = 3 }));
        Documents.AssertSame(cancelled, await Storage.FindProofAsync(old.Id));
        Documents.AssertSame(replacing with { Replaces = old.Id, Version = 2 }, await Storage.FindProofAsync(replacing.Id));
        var happened = (await Storage.ReadPendingEventsAsync(9))[^1].Event;
        Assert.Equal((old.Id, 1, RecordEventType.Cancelled, at), (happened.RecordId, happened.Ordinal, happened.Type, happened.At));
        Assert.Equal(SHA256.HashData(cancelled.SealedJournal.Span), happened.Digest.ToArray());
        await Assert.ThrowsAsync<ArgumentException>(() => Storage.CancelProofAsync(replacing with { Version = 3 }));
    }

    [ContractFact]
    public async Task A_proof_that_replaces_a_cancelled_one_is_named_by_it()
    {
        var learner = Documents.Learner();
        var old = await Documents.RegisterAsync(Storage, Documents.Proof(learner.Id), learner);
        var next = Documents.Registration(Documents.Proof(learner.Id) with { Replaces = old.Id }) with { NewLearner = null };
        Assert.IsType<ProofOutcome.CannotReplace>(Assert.Single(await Storage.RegisterProofsAsync([next])));
        Assert.True(await Storage.CancelProofAsync(
            old with { Record = old.Record with { Status = RecordStatus.Cancelled, ChangedAt = Documents.Now }, Version = 2 }));
        var foreign = Documents.Registration(Documents.Proof(Guid.NewGuid()) with { Replaces = old.Id });
        Assert.IsType<ProofOutcome.CannotReplace>(Assert.Single(await Storage.RegisterProofsAsync([foreign])));
        Assert.IsType<ProofOutcome.Registered>(Assert.Single(await Storage.RegisterProofsAsync([next])));
        Assert.Equal(next.Proof.Id, (await Storage.FindProofAsync(old.Id))!.ReplacedBy);
        var second = Documents.Registration(Documents.Proof(learner.Id) with { Replaces = old.Id }) with { NewLearner = null };
        Assert.IsType<ProofOutcome.CannotReplace>(Assert.Single(await Storage.RegisterProofsAsync([second])));
    }

    [ContractFact]
    public async Task A_proof_that_is_cancelled_from_the_start_has_both_events()
    {
        var proof = Documents.Proof(Guid.NewGuid());
        proof = proof with { Record = proof.Record with { Status = RecordStatus.Cancelled, ChangedAt = Documents.Now }, SealedJournal = Documents.Bytes(30) };
        await Documents.RegisterAsync(Storage, proof);
        Documents.AssertSame(proof, await Storage.FindProofAsync(proof.Id));
        Assert.Equal([RecordEventType.Registered, RecordEventType.Cancelled], (await Storage.ReadPendingEventsAsync(9)).Select(one => one.Event.Type));
        Assert.Equal([0, 1], (await Storage.ReadPendingEventsAsync(9)).Select(one => one.Event.Ordinal));
    }

    [ContractFact]
    public async Task Records_of_both_sources_are_listed_newest_first_page_by_page()
    {
        var all = new List<Guid>();
        for (var pair = 0; pair < 3; pair++)
        {
            all.Insert(0, (await Documents.IssueAsync(Storage)).Id);
            all.Insert(0, (await Documents.RegisterAsync(Storage)).Id);
        }
        foreach (var query in (RecordQuery[])[new(4), new(4) { Field = "07" }, new(4) { VksLevel = 4, Field = "0715" }])
        {
            var first = await Storage.ListRecordsAsync(query);
            var second = await Storage.ListRecordsAsync(query with { Cursor = first.Next });
            Assert.Equal(all[..4], first.Items.Select(record => record.Id));
            Assert.Equal(all[4..], second.Items.Select(record => record.Id));
            Assert.Null(second.Next);
        }
        foreach (var cursor in new[] { "no cursor", Guid.NewGuid().ToString("N") })
        {
            var nowhere = await Storage.ListRecordsAsync(new(4) { Cursor = cursor });
            Assert.Equal((0, null, true), (nowhere.Items.Count, nowhere.Next, nowhere.IsCursorUnknown));
        }
    }

    [ContractFact]
    public async Task Each_condition_of_a_record_query_selects()
    {
        var award = await Documents.IssueAsync(Storage, facts: Documents.Facts());
        var arts = await Documents.IssueAsync(Storage, facts: Documents.Facts("arts", "0566988259", 2, "0213"));
        var inside = await Documents.RegisterAsync(Storage, Documents.Proof(Guid.NewGuid(), Documents.Facts(null, "0566988259", 4, "071")));
        var outside = await Documents.RegisterAsync(Storage, Documents.Proof(
            Guid.NewGuid(), Documents.Facts(null, "123456", 7, "0731") with { Kind = ProofKind.Diploma, ObtainedOn = new(1999, 1, 1), VksLevel = null }));
        async Task AssertFinds(RecordQuery query, params Guid[] expected) =>
            Assert.Equal(expected, (await Storage.ListRecordsAsync(query)).Items.Select(record => record.Id));
        await AssertFinds(new(9) { Learner = inside.Record.LearnerId }, inside.Id);
        await AssertFinds(new(9) { VisibleTo = ("demo", "0566988259") }, inside.Id, award.Id);
        await AssertFinds(new(9) { VisibleTo = ("demo", "0566988259"), Learner = arts.LearnerId });
        await AssertFinds(new(9) { VksLevel = 4 }, inside.Id, award.Id);
        await AssertFinds(new(9) { EqfLevel = 7 }, outside.Id);
        await AssertFinds(new(9) { VksLevel = 7 });
        await AssertFinds(new(9) { VksLevel = 4, EqfLevel = 7 });
        await AssertFinds(new(9) { Field = "07" }, outside.Id, inside.Id, award.Id);
        await AssertFinds(new(9) { Field = "071" }, inside.Id, award.Id);
        await AssertFinds(new(9) { Field = "0715", VksLevel = 4 }, award.Id);
        await AssertFinds(new(9) { Field = "99" });
        await AssertFinds(new(9) { Field = "07", Institution = "0566988259" }, inside.Id, award.Id);
        await AssertFinds(new(9) { Until = new(1999, 1, 1) }, outside.Id);
        await AssertFinds(new(9) { From = new(1999, 1, 2), Source = RecordSource.Proof }, inside.Id);
        await AssertFinds(new(9) { Centre = "arts" }, arts.Id);
        await AssertFinds(new(9) { Kind = ProofKind.Diploma }, outside.Id);
        Assert.True(await Storage.ReplaceAwardAsync(arts with { Version = arts.Version + 1, Status = AwardStatus.Revoked }, Documents.Now));
        await AssertFinds(new(9) { Status = RecordStatus.Revoked }, arts.Id);
        await AssertFinds(new(9) { Status = RecordStatus.Registered, EqfLevel = 4, Field = "07" }, inside.Id);
    }
}
