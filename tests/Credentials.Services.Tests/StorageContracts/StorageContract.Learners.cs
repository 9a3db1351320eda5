using System.Buffers.Binary;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task A_learner_changes_by_compare_and_set()
    {
        var first = Documents.Reservation();
        await Storage.ReserveAwardsAsync([first]);
        var learner = (await Storage.FindLearnerAsync(first.NewLearner!.Id))!;
        Assert.Equal((1, LearnerState.Present, null), (learner.Version, learner.State, learner.AliasOf));
        var other = Guid.CreateVersion7();
        Assert.False(await Storage.ReplaceLearnerAsync(learner with { AliasOf = other }));
        Assert.True(await Storage.ReplaceLearnerAsync(learner with { AliasOf = other, Version = 2 }));
        Assert.False(await Storage.ReplaceLearnerAsync(learner with { AliasOf = null, Version = 2 }));
        var sealedErasure = Documents.Bytes(40);
        Assert.True(await Storage.ReplaceLearnerAsync(learner with { AliasOf = other, Version = 3, State = LearnerState.Erasing, SealedErasure = sealedErasure }));
        await ReopenAsync();
        var stored = (await Storage.FindLearnerAsync(learner.Id))!;
        Assert.Equal((3, LearnerState.Erasing, other), (stored.Version, stored.State, stored.AliasOf!.Value));
        Assert.Equal(sealedErasure, stored.SealedErasure.ToArray());
        Assert.Equal(learner.WrappedKey.ToArray(), stored.WrappedKey.ToArray());
        Assert.Equal(learner.Id, Assert.Single(await Storage.ListAliasesAsync(other)).Id);
        Assert.Empty(await Storage.ListAliasesAsync(learner.Id));
        Assert.False(await Storage.ReplaceLearnerAsync(Documents.Learner() with { Version = 2 }));
    }

    [ContractFact]
    public async Task Nothing_is_recorded_for_a_learner_who_is_being_erased_and_the_match_leads_to_a_new_one()
    {
        var first = Documents.Reservation();
        await Storage.ReserveAwardsAsync([first]);
        Assert.True(await Storage.ReplaceLearnerAsync(first.NewLearner! with { Version = 2, State = LearnerState.Erasing }));
        var late = Documents.Reservation(Documents.Award(first.NewLearner!.Id), matchKey: first.LearnerMatchKey.ToArray()) with { NewLearner = null };
        Assert.IsType<ReservationOutcome.LearnerErased>(Assert.Single(await Storage.ReserveAwardsAsync([late])));
        var anew = Documents.Reservation(matchKey: first.LearnerMatchKey.ToArray());
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([anew])));
        Assert.Equal(anew.NewLearner!.Id, Assert.Single(await Storage.FindLearnersByMatchAsync([first.LearnerMatchKey]))!.Id);
        Assert.False(await Storage.AddLearnerMatchAsync(first.NewLearner.Id, Documents.Bytes()));
    }

    [ContractFact]
    public async Task A_learner_has_further_match_hashes_each_of_one_learner_only()
    {
        var (first, second, hash) = (Documents.Reservation(), Documents.Reservation(), Documents.Bytes());
        await Storage.ReserveAwardsAsync([first, second]);
        Assert.True(await Storage.AddLearnerMatchAsync(first.NewLearner!.Id, hash));
        Assert.False(await Storage.AddLearnerMatchAsync(second.NewLearner!.Id, hash));
        Assert.False(await Storage.AddLearnerMatchAsync(Guid.NewGuid(), Documents.Bytes()));
        Assert.Equal(first.NewLearner.Id, Assert.Single(await Storage.FindLearnersByMatchAsync([hash]))!.Id);
    }

    [ContractFact]
    public async Task Learners_are_found_by_all_of_their_tokens_page_by_page()
    {
        var (jan, peeters) = (Token(), Token());
        var all = new List<Guid>();
        for (var learner = 0; learner < 5; learner++)
            all.Add(await LearnerAsync([jan, peeters, Token()]));
        var other = await LearnerAsync([jan]);
        var first = await Storage.ListLearnersByTokensAsync([jan, peeters], null, 3);
        var second = await Storage.ListLearnersByTokensAsync([jan, peeters], first.Next, 3);
        Assert.Equal(all, first.Items.Concat(second.Items).Select(learner => learner.Id));
        Assert.Null(second.Next);
        Assert.Equal(all.Append(other), (await Storage.ListLearnersByTokensAsync([jan], null, 9)).Items.Select(learner => learner.Id));
        Assert.Empty((await Storage.ListLearnersByTokensAsync([jan, Token()], null, 9)).Items);
        Assert.Empty((await Storage.ListLearnersByTokensAsync([], null, 9)).Items);
        Assert.True((await Storage.ListLearnersByTokensAsync([jan], "no cursor", 9)).IsCursorUnknown);
        Assert.True((await Storage.ListLearnersByTokensAsync([jan], Guid.NewGuid().ToString("N"), 9)).IsCursorUnknown);
    }

    [ContractFact]
    public async Task A_further_award_adds_the_tokens_that_are_not_there_yet()
    {
        var (before, after) = (Token(), Token());
        var reservation = Documents.Reservation() with { Marks = new([before], []) };
        await Storage.ReserveAwardsAsync([reservation]);
        var learner = reservation.NewLearner!.Id;
        var next = Documents.Reservation(Documents.Award(learner)) with { NewLearner = null, Marks = new([before, after], []) };
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([next])));
        Assert.Equal(learner, Assert.Single((await Storage.ListLearnersByTokensAsync([before, after], null, 9)).Items).Id);
    }

    [ContractFact]
    public async Task Two_learners_with_one_identity_are_noted_once_as_possible_doubles_until_somebody_decides()
    {
        var (email, birth) = (Documents.Bytes(), Documents.Bytes());
        var first = await LearnerAsync([], [email, birth]);
        var second = await LearnerAsync([], [email, birth]);
        var third = await LearnerAsync([], [birth], "arts");
        var pair = Assert.Single((await Storage.ListOpenDoublesAsync("demo", null, 9)).Items);
        // Ids of one millisecond have no order in time.
        Assert.Equal(("demo", DoubleDecision.Open), (pair.Centre, pair.Decision));
        Assert.Equal(new[] { first, second }.Order(), new[] { pair.Older, pair.Newer }.Order());
        Assert.Equal(3, (await Storage.ListOpenDoublesAsync(null, null, 9)).Items.Count);
        var page = await Storage.ListOpenDoublesAsync(null, null, 2);
        Assert.Single((await Storage.ListOpenDoublesAsync(null, page.Next, 2)).Items);
        Assert.True((await Storage.ListOpenDoublesAsync("demo", "no cursor", 2)).IsCursorUnknown);
        Assert.True(await Storage.DecideDoubleAsync(pair.Id, DoubleDecision.Different, Documents.Now, "key"));
        Assert.False(await Storage.DecideDoubleAsync(pair.Id, DoubleDecision.Same, Documents.Now, "key"));
        Assert.False(await Storage.DecideDoubleAsync(Guid.NewGuid(), DoubleDecision.Same, Documents.Now, "key"));
        Assert.Equal(pair with { Decision = DoubleDecision.Different, DecidedAt = Documents.Now, DecidedBy = "key" }, await Storage.FindDoubleAsync(pair.Id));
        // The same again: decided once is decided.
        var again = Documents.Reservation(Documents.Award(second)) with { NewLearner = null, Marks = new([], [email]) };
        await Storage.ReserveAwardsAsync([again]);
        Assert.Empty((await Storage.ListOpenDoublesAsync("demo", null, 9)).Items);
        Assert.NotEqual(first, third);
    }

    [ContractFact]
    public async Task The_hash_that_a_learner_is_matched_by_tells_doubles_too_in_either_order()
    {
        var (early, late) = (Documents.Bytes(), Documents.Bytes());
        var matched = Documents.Reservation(matchKey: early) with { Marks = new([], [early]) };
        await Storage.ReserveAwardsAsync([matched]);
        var marked = await LearnerAsync([], [early, late]);
        var second = Documents.Reservation(matchKey: late) with { Marks = new([], [late]) };
        await Storage.ReserveAwardsAsync([second]);
        var pairs = (await Storage.ListOpenDoublesAsync("demo", null, 9)).Items.Select(pair => (pair.Older, pair.Newer)).Order();
        // Ids of one millisecond have no order in time.
        static (Guid, Guid) Pair(Guid one, Guid other) => one < other ? (one, other) : (other, one);
        Assert.Equal(new[] { Pair(matched.NewLearner!.Id, marked), Pair(marked, second.NewLearner!.Id) }.Order(), pairs);
    }

    [ContractFact]
    public async Task Who_is_known_to_be_the_same_is_no_possible_double()
    {
        var identity = Documents.Bytes();
        var (older, newer) = (Documents.Reservation() with { Marks = new([], [identity]) }, Documents.Reservation());
        await Storage.ReserveAwardsAsync([older, newer]);
        Assert.True(await Storage.ReplaceLearnerAsync(older.NewLearner! with { AliasOf = newer.NewLearner!.Id, Version = 2 }));
        var next = Documents.Reservation(Documents.Award(newer.NewLearner!.Id)) with { NewLearner = null, Marks = new([], [identity]) };
        await Storage.ReserveAwardsAsync([next]);
        Assert.Empty((await Storage.ListOpenDoublesAsync(null, null, 9)).Items);
    }

    private static long Token() => BinaryPrimitives.ReadInt64BigEndian(Documents.Bytes());

    private async Task<Guid> LearnerAsync(long[] words, ReadOnlyMemory<byte>[]? identities = null, string centre = "demo")
    {
        var learner = Documents.Learner();
        var reservation = Documents.Reservation(Documents.Award(learner.Id, centre), learner) with { Marks = new(words, identities ?? []) };
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([reservation])));
        return learner.Id;
    }

    private Task<Guid> LearnerAsync(long[] words, byte[][] identities, string centre = "demo") =>
        LearnerAsync(words, [.. identities.Select(identity => (ReadOnlyMemory<byte>)identity)], centre);
}
