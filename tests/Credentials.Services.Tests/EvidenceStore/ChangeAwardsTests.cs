using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class ChangeAwardsTests : IAsyncLifetime
{
    private Store _store = null!;

    public async Task InitializeAsync() => _store = await Store.OpenAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Revoking_is_journaled_shows_in_the_list_and_is_final()
    {
        var award = (await _store.AwardAsync()).Document;
        var slot = Assert.Single(award.StatusSlots);
        var before = (await _store.Get<StatusSlots>().FindListAsync(slot.List))!.Version;
        var revoked = (await SetAsync(award.Id, AwardStatus.Revoked, "wrong learner")).Value;
        var happened = Assert.Single(revoked.Journal);
        Assert.Equal(("revoked", "key-7", "wrong learner", _store.Time.GetUtcNow()), (happened.What, happened.Actor, happened.Reason, happened.At));
        var entries = (await _store.Get<StatusSlots>().ReadAsync(slot.List))!;
        Assert.Equal([(slot.Index, AwardStatus.Revoked)], entries.NotActive);
        Assert.Equal(before + 1, entries.List.Version);
        Assert.Equal(ProblemCode.StatusIsFinal, (await SetAsync(award.Id, AwardStatus.Active)).Problem?.Code);
        Assert.Equal(ProblemCode.StatusIsFinal, (await SetAsync(award.Id, AwardStatus.Suspended)).Problem?.Code);
        Assert.Equal(ProblemCode.StatusIsFinal, (await SetAsync(award.Id, AwardStatus.Revoked)).Problem?.Code);
        Assert.Single((await _store.Consult.FindAsync(null, award.Id)).Value.Journal);
    }

    [Fact]
    public async Task Suspending_is_for_suspendable_achievements_and_can_be_taken_back()
    {
        var id = (await _store.AwardAsync()).Document.Id;
        Assert.Equal(ProblemCode.NotSuspendable, (await SetAsync(id, AwardStatus.Suspended, isSuspendable: false)).Problem?.Code);
        Assert.Equal(AwardStatus.Suspended, (await SetAsync(id, AwardStatus.Suspended)).Value.Document.Status);
        var back = (await SetAsync(id, AwardStatus.Active)).Value;
        Assert.Equal(["suspended", "active"], back.Journal.Select(happened => happened.What));
        Assert.Empty((await _store.Get<StatusSlots>().ReadAsync(back.Document.StatusSlots[0].List))!.NotActive);
    }

    [Fact]
    public async Task Another_centres_award_is_not_there()
    {
        var id = (await _store.AwardAsync()).Document.Id;
        Assert.Equal(ProblemCode.NotFound, (await _store.Change.SetStatusAsync("arts", id, AwardStatus.Revoked, null, "k", true)).Problem?.Code);
        Assert.Equal(ProblemCode.NotFound, (await _store.Consult.FindAsync("arts", id)).Problem?.Code);
        Assert.Equal(ProblemCode.NotFound, (await SetAsync(Guid.NewGuid(), AwardStatus.Revoked)).Problem?.Code);
        Assert.True((await _store.Consult.FindAsync(null, id)).IsSuccess);
    }

    [Fact]
    public async Task A_further_form_is_kept_once_and_byte_for_byte()
    {
        var reserved = (await _store.ReserveAsync(Store.Request())).Value;
        var jwt = Store.Sign(reserved);
        await _store.Record.CompleteAsync([(reserved, jwt)]);
        var integrity = Store.Sign(reserved, CredentialForm.DataIntegrity);
        var sizeBefore = (await _store.Storage.FindAwardAsync(integrity.Id))!.SealedCredential.Length;
        Assert.Equal(integrity.Utf8.ToArray(), (await _store.Change.AddFormAsync(integrity.Id, integrity)).Value.Utf8.ToArray());
        var other = integrity with { Utf8 = "{}"u8.ToArray() };
        Assert.Equal(integrity.Utf8.ToArray(), (await _store.Change.AddFormAsync(other.Id, other)).Value.Utf8.ToArray());
        var forms = (await _store.Consult.FindAsync(Store.Centre, integrity.Id)).Value.Forms;
        Assert.Equal([jwt.Utf8.ToArray(), integrity.Utf8.ToArray()], forms.Select(form => form.Utf8.ToArray()));
        // The second form repeats the first: what is added is little more than its signature.
        Assert.InRange((await _store.Storage.FindAwardAsync(integrity.Id))!.SealedCredential.Length - sizeBefore, 64, 500);
        Assert.Equal(ProblemCode.NotFound, (await _store.Change.AddFormAsync(Guid.Empty, integrity with { Id = Guid.Empty })).Problem?.Code);
    }

    [Fact]
    public async Task Changes_at_once_are_all_kept()
    {
        var reserved = (await _store.ReserveAsync(Store.Request())).Value;
        await _store.Record.CompleteAsync([(reserved, Store.Sign(reserved))]);
        var id = reserved.Document.Id;
        await Task.WhenAll(
            Task.Run(() => SetAsync(id, AwardStatus.Suspended)),
            Task.Run(() => _store.Change.AddFormAsync(id, Store.Sign(reserved, CredentialForm.DataIntegrity))),
            Task.Run(() => _store.Shares.CreateAsync(Store.Centre, id, null, null, "k")),
            Task.Run(() => _store.Shares.WithdrawAsync(Store.Centre, id, "k")));
        var view = (await _store.Consult.FindAsync(Store.Centre, id)).Value;
        Assert.Equal(["share-created", "share-withdrawn", "suspended"], view.Journal.Select(happened => happened.What).Order());
        Assert.Equal((AwardStatus.Suspended, 2, 2), (view.Document.Status, view.Forms.Count, view.Document.ShareVersion));
    }

    private Task<Result<Credentials.EvidenceStore.Consulting.AwardView>> SetAsync(
        Guid id, AwardStatus status, string? reason = null, bool isSuspendable = true) =>
        _store.Change.SetStatusAsync(Store.Centre, id, status, reason, "key-7", isSuspendable);
}
