using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class ShareCredentialsTests : IAsyncLifetime
{
    private Store _store = null!;
    private AwardDocument _award = null!;

    public async Task InitializeAsync()
    {
        _store = await Store.OpenAsync();
        _award = (await _store.AwardAsync()).Document;
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Every_award_has_a_share_and_a_claim_link()
    {
        var share = _store.Shares.DefaultToken(_award.Id, _award.ShareVersion);
        var claim = _store.Shares.ClaimToken(_award.Id, _award.ClaimVersion);
        Assert.Equal(_award.Id, (await _store.Shares.OpenAsync(share)).Award?.Document.Id);
        Assert.Equal(_award.Id, (await _store.Shares.OpenClaimAsync(claim)).Award?.Document.Id);
        Assert.Equal(ShareOutcome.Unknown, (await _store.Shares.OpenAsync(claim)).Outcome);
        Assert.Equal(ShareOutcome.Unknown, (await _store.Shares.OpenClaimAsync(share)).Outcome);
        Assert.Equal(44, share.Length);
    }

    [Fact]
    public async Task Opening_writes_nothing()
    {
        var commits = _store.Storage.Counters.Commits;
        await _store.Shares.OpenAsync(_store.Shares.DefaultToken(_award.Id, 1));
        Assert.Equal(commits, _store.Storage.Counters.Commits);
    }

    [Fact]
    public async Task A_token_with_any_one_character_changed_is_unknown()
    {
        var token = _store.Shares.DefaultToken(_award.Id, 1);
        for (var place = 0; place < token.Length; place++)
        {
            var other = token[place] == 'A' ? 'B' : 'A';
            var forged = token[..place] + other + token[(place + 1)..];
            Assert.Equal(ShareOutcome.Unknown, (await _store.Shares.OpenAsync(forged)).Outcome);
            Assert.Equal(ShareOutcome.Unknown, (await _store.Shares.OpenClaimAsync(forged)).Outcome);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("=")]
    [InlineData("../../etc")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_token_is_unknown(string text)
    {
        Assert.Equal(ShareOutcome.Unknown, (await _store.Shares.OpenAsync(text)).Outcome);
        Assert.Equal(ShareOutcome.Unknown, (await _store.Shares.OpenClaimAsync(text)).Outcome);
    }

    [Fact]
    public async Task Withdrawing_an_awards_own_link_puts_a_new_one_in_its_place()
    {
        var token = _store.Shares.DefaultToken(_award.Id, 1);
        Assert.True((await _store.Shares.WithdrawAsync(Store.Centre, _award.Id, "k")).IsSuccess);
        Assert.Equal(ShareOutcome.Withdrawn, (await _store.Shares.OpenAsync(token)).Outcome);
        var next = (await _store.Consult.FindAsync(Store.Centre, _award.Id)).Value.Document;
        Assert.Equal(ShareOutcome.Open, (await _store.Shares.OpenAsync(_store.Shares.DefaultToken(next.Id, next.ShareVersion))).Outcome);
        Assert.Equal(ShareOutcome.Unknown, (await _store.Shares.OpenAsync(_store.Shares.DefaultToken(next.Id, 99))).Outcome);
        Assert.Equal(ShareOutcome.Open, (await _store.Shares.OpenClaimAsync(_store.Shares.ClaimToken(next.Id, next.ClaimVersion))).Outcome);
    }

    [Fact]
    public async Task A_further_share_has_a_purpose_and_an_end_and_can_be_withdrawn()
    {
        var created = (await CreateAsync(TimeSpan.FromDays(1), "Sollicitatie")).Value;
        var open = await _store.Shares.OpenAsync(created.Token);
        Assert.Equal((ShareOutcome.Open, "Sollicitatie", created.Expires), (open.Outcome, open.Purpose, open.Expires));
        _store.Time.Move(TimeSpan.FromDays(1));
        Assert.Equal(ShareOutcome.Expired, (await _store.Shares.OpenAsync(created.Token)).Outcome);
        Assert.True((await _store.Shares.WithdrawAsync(Store.Centre, created.Id, "k")).IsSuccess);
        Assert.True((await _store.Shares.WithdrawAsync(Store.Centre, created.Id, "k")).IsSuccess);
        var withdrawn = await _store.Shares.OpenAsync(created.Token);
        Assert.Equal((ShareOutcome.Withdrawn, null), (withdrawn.Outcome, withdrawn.Award));
        Assert.Equal(["share-created", "share-withdrawn"], (await _store.Consult.FindAsync(null, _award.Id)).Value.Journal.Select(line => line.What));
    }

    [Fact]
    public async Task A_share_outlives_a_restart_and_shows_a_revoked_award()
    {
        var created = (await CreateAsync(null, null)).Value;
        await _store.Change.SetStatusAsync(Store.Centre, _award.Id, AwardStatus.Revoked, null, "k", false);
        await _store.RestartAsync();
        var open = await _store.Shares.OpenAsync(created.Token);
        Assert.Equal((ShareOutcome.Open, AwardStatus.Revoked, null), (open.Outcome, open.Award!.Document.Status, open.Purpose));
    }

    [Fact]
    public async Task Another_centre_can_neither_make_nor_withdraw_a_share()
    {
        var created = (await CreateAsync(null, null)).Value;
        Assert.Equal(ProblemCode.NotFound, (await _store.Shares.CreateAsync("arts", _award.Id, null, null, "k")).Problem?.Code);
        Assert.Equal(ProblemCode.NotFound, (await _store.Shares.WithdrawAsync("arts", created.Id, "k")).Problem?.Code);
        Assert.Equal(ProblemCode.NotFound, (await _store.Shares.WithdrawAsync("arts", _award.Id, "k")).Problem?.Code);
        Assert.Equal(ProblemCode.NotFound, (await _store.Shares.WithdrawAsync(Store.Centre, Guid.NewGuid(), "k")).Problem?.Code);
        Assert.Equal(ShareOutcome.Open, (await _store.Shares.OpenAsync(created.Token)).Outcome);
    }

    [Fact]
    public async Task A_share_that_would_have_ended_already_is_refused()
    {
        var problem = (await CreateAsync(TimeSpan.Zero, null)).Problem;
        Assert.Equal("/expires", Assert.Single(problem!.Errors).Pointer);
    }

    private Task<Result<CreatedShare>> CreateAsync(TimeSpan? lasts, string? purpose) =>
        _store.Shares.CreateAsync(Store.Centre, _award.Id, _store.Time.GetUtcNow() + lasts, purpose, "k");
}
