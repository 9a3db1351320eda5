using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.EvidenceStore;

namespace Credentials.Services.Tests.OwnPages;

public sealed class ConfirmationCodesTests : IAsyncLifetime
{
    private Store _store = null!;
    private AwardDocument _award = null!;

    private ConfirmationCodes Codes => _store.Get<ConfirmationCodes>();

    public async Task InitializeAsync()
    {
        _store = await Store.OpenAsync(("Mail:Folder", Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))));
        _award = (await _store.AwardAsync()).Document;
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_right_code_confirms_once_and_for_half_an_hour()
    {
        var given = await Codes.GiveAsync(_award);
        Assert.Matches("^[0-9]{6}$", given.Code);
        var confirmed = await Codes.ConfirmAsync(_award, given.Code);
        Assert.Equal((ConfirmationOutcome.Confirmed, _store.Time.GetUtcNow().AddMinutes(30)), (confirmed.Outcome, confirmed.Until));
        Assert.Equal(ConfirmationOutcome.NewCodeNeeded, (await Codes.ConfirmAsync(_award, given.Code)).Outcome);
        Assert.Equal(confirmed.Until, await Codes.FindUntilAsync(_award, confirmed.Sealed));
        await _store.RestartAsync();
        _store.Time.Move(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Codes.FindUntilAsync(_award, confirmed.Sealed));
        _store.Time.Move(TimeSpan.FromSeconds(1));
        Assert.Null(await Codes.FindUntilAsync(_award, confirmed.Sealed));
    }

    [Fact]
    public async Task Codes_and_confirmations_are_of_one_award_and_one_version_of_its_link()
    {
        var other = (await _store.AwardAsync(Store.Request("Noor", "Maes"))).Document;
        var given = await Codes.GiveAsync(_award);
        Assert.Equal(ConfirmationOutcome.NewCodeNeeded, (await Codes.ConfirmAsync(other, given.Code)).Outcome);
        Assert.Equal(ConfirmationOutcome.NewCodeNeeded, (await Codes.ConfirmAsync(_award with { ClaimVersion = 2 }, given.Code)).Outcome);
        var confirmation = (await Codes.ConfirmAsync(_award, given.Code)).Sealed!;
        Assert.NotNull(await Codes.FindUntilAsync(_award, confirmation));
        Assert.Null(await Codes.FindUntilAsync(other, confirmation));
        Assert.Null(await Codes.FindUntilAsync(_award with { ClaimVersion = 2 }, confirmation));
        Assert.Null(await Codes.FindUntilAsync(_award, confirmation[..^1] + (confirmation[^1] == 'A' ? 'B' : 'A')));
        foreach (var nothing in new[] { null, "", "x", new string('A', 400) })
            Assert.Null(await Codes.FindUntilAsync(_award, nothing));
    }

    [Fact]
    public async Task A_code_is_of_no_use_after_a_quarter_of_an_hour_or_when_another_was_made()
    {
        var first = await Codes.GiveAsync(_award);
        _store.Time.Move(ConfirmationCodes.CodeLifetime);
        Assert.Equal(ConfirmationOutcome.NewCodeNeeded, (await Codes.ConfirmAsync(_award, first.Code)).Outcome);
        var second = await Codes.GiveAsync(_award);
        var third = await Codes.GiveAsync(_award);
        if (second.Code != third.Code)
            Assert.Equal(ConfirmationOutcome.Wrong, (await Codes.ConfirmAsync(_award, second.Code)).Outcome);
        Assert.Equal(ConfirmationOutcome.Confirmed, (await Codes.ConfirmAsync(_award, third.Code)).Outcome);
    }

    [Fact]
    public async Task After_ten_wrong_ones_the_right_one_is_of_no_use_either()
    {
        var given = await Codes.GiveAsync(_award);
        for (var wrong = 0; wrong < 10; wrong++)
            Assert.Equal(ConfirmationOutcome.Wrong, (await Codes.ConfirmAsync(_award, "x")).Outcome);
        Assert.Equal(ConfirmationOutcome.NewCodeNeeded, (await Codes.ConfirmAsync(_award, given.Code)).Outcome);
        Assert.Equal(ConfirmationOutcome.Confirmed, (await Codes.ConfirmAsync(_award, (await Codes.GiveAsync(_award)).Code)).Outcome);
    }

    [Fact]
    public async Task Codes_by_mail_end_after_fifty_wrong_ones_in_a_day_and_one_from_the_centre_begins_anew()
    {
        for (var code = 0; code < 5; code++)
        {
            Assert.NotNull(await Codes.GiveMailedAsync(_award, _store.Time.GetUtcNow(), default));
            for (var wrong = 0; wrong < 10; wrong++)
                await Codes.ConfirmAsync(_award, "x");
        }
        var mailed = (await Codes.GiveMailedAsync(_award, _store.Time.GetUtcNow(), default))!;
        Assert.Equal(ConfirmationOutcome.TooMany, (await Codes.ConfirmAsync(_award, mailed.Code)).Outcome);
        Assert.Equal(ConfirmationOutcome.Confirmed, (await Codes.ConfirmAsync(_award, (await Codes.GiveAsync(_award)).Code)).Outcome);
    }

    [Fact]
    public async Task A_code_that_was_asked_for_long_ago_is_mailed_no_more()
    {
        var asked = _store.Time.GetUtcNow();
        _store.Time.Move(ConfirmationCodes.CodeLifetime);
        Assert.Null(await Codes.GiveMailedAsync(_award, asked, default));
    }

    [Fact]
    public async Task What_is_ended_is_good_in_no_browser_and_a_new_code_confirms_again()
    {
        var first = await Codes.ConfirmAsync(_award, (await Codes.GiveAsync(_award)).Code);
        var second = await Codes.ConfirmAsync(_award, (await Codes.GiveAsync(_award)).Code);
        await Codes.EndAsync(_award);
        Assert.Null(await Codes.FindUntilAsync(_award, first.Sealed));
        Assert.Null(await Codes.FindUntilAsync(_award, second.Sealed));
        var third = await Codes.ConfirmAsync(_award, (await Codes.GiveAsync(_award)).Code);
        Assert.Equal(third.Until, await Codes.FindUntilAsync(_award, third.Sealed));
    }

    [Fact]
    public async Task Ten_codes_of_one_award_are_mailed_in_a_day()
    {
        for (var mail = 0; mail < 10; mail++)
        {
            Assert.True(await Codes.NoteMailAsync(_award, default));
            _store.Time.Move(ConfirmationCodes.CodeLifetime);
        }
        Assert.False(await Codes.NoteMailAsync(_award, default));
        _store.Time.Move(TimeSpan.FromDays(1) - 10 * ConfirmationCodes.CodeLifetime);
        Assert.True(await Codes.NoteMailAsync(_award, default));
    }

    [Fact]
    public async Task Few_are_mailed_and_none_without_an_address()
    {
        Assert.Equal(ProblemCode.WrongState, (await _store.Get<AskedCodes>().AskConfirmationAsync((await _store.Consult.FindAsync(Store.Centre, _award.Id)).Value)).Problem!.Code);
        var request = Store.Request("Noor", "Claes");
        var award = await _store.AwardAsync(request with { Learner = request.Learner with { Email = "noor@example.org" } });
        for (var mail = 0; mail < 3; mail++)
            Assert.Equal("n…@e…org", (await _store.Get<AskedCodes>().AskConfirmationAsync(award)).Value);
        Assert.Equal(ProblemCode.TooManyRequests, (await _store.Get<AskedCodes>().AskConfirmationAsync(award)).Problem!.Code);
        _store.Time.Move(ConfirmationCodes.CodeLifetime);
        Assert.True((await _store.Get<AskedCodes>().AskConfirmationAsync(award)).IsSuccess);
        Assert.Equal(4, (await _store.Storage.ListMailsOfAwardAsync(award.Document.Id)).Count(mail => mail.Kind == MailKind.Confirmation));
    }
}
