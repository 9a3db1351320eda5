using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    private const string Old = "0123abcd";
    private const string New = "89abcdef";

    [ContractFact]
    public async Task A_setting_is_replaced_only_where_it_is_what_was_expected()
    {
        await Storage.GetOrAddSettingAsync(new("one", "a"));
        Assert.False(await Storage.ReplaceSettingAsync(new("one", "c"), "b"));
        Assert.True(await Storage.ReplaceSettingAsync(new("one", "b"), "a"));
        Assert.False(await Storage.ReplaceSettingAsync(new("other", "b"), "a"));
        await ReopenAsync();
        Assert.Equal("b", (await Storage.FindSettingAsync("one"))!.Value);
        Assert.Null(await Storage.FindSettingAsync("other"));
    }

    [ContractFact]
    public async Task Nothing_new_is_stored_under_a_master_key_that_was_replaced()
    {
        await Storage.GetOrAddSettingAsync(new(MasterKeyNames.Setting, Old));
        var (first, batch) = (Documents.Reservation(), Batch());
        await Storage.ReserveAwardsAsync([first]);
        await Storage.AddBatchAsync(batch, Under(Old));
        Assert.True(await Storage.ReplaceSettingAsync(new(MasterKeyNames.Setting, New), Old));

        var late = Documents.Reservation();
        await Assert.ThrowsAsync<MasterKeyReplacedException>(() => Storage.ReserveAwardsAsync([late]));
        Assert.Null(await Storage.FindLearnerAsync(late.NewLearner!.Id));
        Assert.Null(await Storage.FindAwardAsync(late.Award.Id));
        await Assert.ThrowsAsync<MasterKeyReplacedException>(() => Storage.ReplaceLearnerAsync(
            first.NewLearner! with { Version = 2, State = LearnerState.Erasing, SealedErasure = Under(Old) }));
        await Assert.ThrowsAsync<MasterKeyReplacedException>(() => Storage.AddBatchAsync(Batch(), Under(Old)));
        await Assert.ThrowsAsync<MasterKeyReplacedException>(() => Storage.ReplaceBatchAsync(batch with { Version = 2, SealedErrors = Under(Old) }));
        await Assert.ThrowsAsync<MasterKeyReplacedException>(() => Storage.LeaseStatusCountersAsync("demo", 1, Documents.List()));
        await Assert.ThrowsAsync<MasterKeyReplacedException>(() => Storage.ResealAsync(Old, []));

        var anew = late with { NewLearner = late.NewLearner with { MasterKeyId = New } };
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([anew])));
        Assert.True(await Storage.ReplaceBatchAsync(batch with { Version = 2, SealedErrors = Under(New) }));
        // What names no key yet, or is not sealed, is nobody's.
        Assert.True(await Storage.ReplaceLearnerAsync(first.NewLearner! with { Version = 2, AliasOf = late.NewLearner.Id }));
    }

    [ContractFact]
    public async Task What_lies_under_other_keys_is_listed_page_by_page_and_replaced_where_it_is_still_the_same()
    {
        var reservations = Enumerable.Range(0, 5).Select(_ => Documents.Reservation()).ToList();
        await Storage.ReserveAwardsAsync(reservations);
        var erasing = reservations[4].NewLearner! with { Version = 2, State = LearnerState.Erasing, SealedErasure = Under(Old) };
        Assert.True(await Storage.ReplaceLearnerAsync(erasing));
        var batch = Batch() with { SealedErrors = Under(Old) };
        await Storage.AddBatchAsync(batch, Under(Old));
        var list = (await Storage.LeaseStatusCountersAsync("demo", 64, Documents.List() with { SealedPermutationKey = Under(Old) })).List.Id;
        var member = Member() with { SealedPerson = Under(Old) };
        Assert.True(await Storage.AddStaffMemberAsync(member, null));

        foreach (var (kind, owners) in new (MasterSealedKind, string[])[]
        {
            (MasterSealedKind.LearnerKey, [.. reservations.Select(one => one.NewLearner!.Id.ToString("N"))]), (MasterSealedKind.Erasure, [erasing.Id.ToString("N")]),
            (MasterSealedKind.PermutationKey, [list]), (MasterSealedKind.BatchInput, [batch.Id.ToString("N")]), (MasterSealedKind.BatchErrors, [batch.Id.ToString("N")]),
            (MasterSealedKind.StaffPerson, [member.Id.ToString("N")]),
        })
        {
            Assert.Empty((await Storage.ListSealedUnderOthersAsync(kind, Old, null, 10)).Items);
            var (found, cursor) = (new List<MasterSealed>(), (string?)null);
            do
            {
                var page = await Storage.ListSealedUnderOthersAsync(kind, New, cursor, 2);
                Assert.InRange(page.Items.Count, 1, 2);
                found.AddRange(page.Items);
                cursor = page.Next;
            }
            while (cursor is not null);
            Assert.Equal(owners.Order(StringComparer.Ordinal), found.Select(one => one.Owner).Order(StringComparer.Ordinal));
            var resealed = found.Select(was => new Resealed(was, kind == MasterSealedKind.LearnerKey ? Documents.Bytes(60) : Under(New))).ToList();
            Assert.Equal(found.Count, await Storage.ResealAsync(New, resealed));
            Assert.Equal(0, await Storage.ResealAsync(New, resealed));
            Assert.Empty((await Storage.ListSealedUnderOthersAsync(kind, New, null, 10)).Items);
            if (kind == MasterSealedKind.LearnerKey)
                Assert.Equal((New, 1L), await Storage.FindLearnerAsync(Guid.Parse(found[0].Owner)) is { } learner ? (learner.MasterKeyId, learner.Version) : default);
        }
        await ReopenAsync();
        // Whoever read the learner before comes second: the old erasure would be written back.
        Assert.False(await Storage.ReplaceLearnerAsync(erasing with { Version = 3, State = LearnerState.Erased }));
        Assert.Equal(New, MasterKeyNames.IdIn((await Storage.ReadBatchInputAsync(batch.Id))!.Value.Span));
        Assert.Equal(New, MasterKeyNames.IdIn((await Storage.FindBatchAsync(batch.Id))!.SealedErrors.Span));
        Assert.Equal(New, MasterKeyNames.IdIn((await Storage.FindStaffMemberAsync(member.Id))!.SealedPerson.Span));
        Assert.Equal(New, MasterKeyNames.IdIn((await Storage.FindStatusListAsync(list))!.SealedPermutationKey.Span));
    }

    [ContractFact]
    public async Task A_destroyed_key_is_never_brought_back_nor_an_older_one_by_whoever_read_it_before()
    {
        var (gone, read, other) = (Documents.Reservation(), Documents.Reservation(), Documents.Reservation());
        await Storage.ReserveAwardsAsync([gone, read, other]);
        var was = (await Storage.ListSealedUnderOthersAsync(MasterSealedKind.LearnerKey, New, null, 10)).Items;
        var before = was.Single(one => one.Owner == gone.NewLearner!.Id.ToString("N"));
        Assert.True(await Storage.ReplaceLearnerAsync(gone.NewLearner! with { Version = 2, State = LearnerState.Erasing }));
        Assert.True(await Storage.EraseLearnerAsync(gone.NewLearner! with { Version = 3, State = LearnerState.Erased, WrappedKey = default }));
        Assert.Equal(0, await Storage.ResealAsync(New, [new(before, Documents.Bytes(60))]));
        var zeros = (await Storage.ListSealedUnderOthersAsync(MasterSealedKind.LearnerKey, New, null, 10)).Items.Single(one => one.Owner == before.Owner);
        Assert.Equal(new byte[60], zeros.Bytes.ToArray());
        Assert.Equal(1, await Storage.ResealAsync(New, [new(zeros, zeros.Bytes)]));

        var key = Documents.Bytes(60);
        Assert.Equal(1, await Storage.ResealAsync(New, [new(was.Single(one => one.Owner == read.NewLearner!.Id.ToString("N")), key)]));
        Assert.True(await Storage.ReplaceLearnerAsync(read.NewLearner! with { Version = 2, AliasOf = other.NewLearner!.Id }));
        var stored = (await Storage.FindLearnerAsync(read.NewLearner!.Id))!;
        Assert.Equal((New, Convert.ToHexString(key)), (stored.MasterKeyId, Convert.ToHexString(stored.WrappedKey.Span)));
        await Assert.ThrowsAsync<ArgumentException>(() => Storage.ResealAsync(New, [new(was[0], Documents.Bytes(61))]));
    }

    private static byte[] Under(string key) => [.. Convert.FromHexString(key), .. Documents.Bytes(40)];

    private static BatchDocument Batch() => new()
    {
        Id = Guid.CreateVersion7(),
        Centre = "demo",
        State = "running",
        Version = 1,
        InputType = "text/csv",
        CreatedAt = Documents.Now,
    };
}
