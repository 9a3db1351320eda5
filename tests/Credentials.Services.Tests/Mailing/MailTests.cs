using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Credentials.Services.Tests.EvidenceStore;
using Credentials.Web.Languages;

namespace Credentials.Services.Tests.Mailing;

/// <summary>Which mails are made, what they say and when they end: on the embedded default, a folder, with a clock that is moved.</summary>
public sealed class MailTests
{
    [Fact]
    public async Task An_award_is_told_once_in_a_file_that_only_the_service_may_read()
    {
        await using var store = await OpenAsync();
        var award = await store.AwardAsync(Request());
        await store.AwardAsync(Request());
        Assert.Equal(MailOutcome.Sent, await SendAsync(store));
        Assert.Null(await SendAsync(store));
        var file = Assert.Single(FilesOf(store));
        if (!OperatingSystem.IsWindows())
            Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(file));
        var mail = ReceivedMail.Parse(await File.ReadAllBytesAsync(file));
        Assert.Equal("U hebt behaald: Lassen", mail.Subject);
        Assert.Contains($"/c/{store.Shares.ClaimToken(award.Document.Id, award.Document.ClaimVersion)}\r\n", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Headers, header => header.Key == "Reply-To");
        var sent = Assert.Single((await store.Get<MailOutbox>().ListAsync(new(Store.Centre, null, null, 9))).Items);
        Assert.Equal((MailState.Sent, 1, award.Document.Id), (sent.State, sent.Attempts, sent.AwardId));
    }

    [Fact]
    public async Task Nobody_is_told_without_an_address_or_a_mailer_or_where_the_centre_sends_none()
    {
        await using var store = await OpenAsync();
        await store.AwardAsync(Request() with { Learner = new("Jan", "Peeters") });
        var reserved = (await store.ReserveAsync(Request())).Value;
        var silent = CheckedAward.Check(
            Request("other@example.org"), Store.MakeCentre("demo") with { SendsMail = false }, reserved.Award.Achievement, new(2026, 7, 1)).Value;
        var other = Assert.Single(await store.Record.ReserveAsync([new(silent)])).Value;
        await store.Record.CompleteAsync([(other, Store.Sign(other))]);
        Assert.Null(await SendAsync(store));
        await using var off = await Store.OpenAsync(("environment", "Development"), ("Mail:Off", "true"));
        await using var production = await Store.OpenAsync();
        foreach (var without in (Store[])[off, production])
        {
            var award = await without.AwardAsync(Request());
            Assert.Empty(await without.Storage.ListMailsOfAwardAsync(award.Document.Id));
        }
    }

    [Fact]
    public async Task A_centre_that_switches_mails_off_ends_those_that_wait()
    {
        await using var store = await OpenAsync();
        await store.AwardAsync(Request());
        Assert.True((await store.Get<Centres>().PutAsync(Store.MakeCentre(Store.Centre) with { SendsMail = false })).IsSuccess);
        Assert.Equal(MailOutcome.Ended("switched-off"), await SendAsync(store));
        Assert.Empty(FilesOf(store));
    }

    [Fact]
    public async Task A_suspension_that_was_lifted_before_it_was_told_is_not_told_and_the_rest_gives_the_reason()
    {
        await using var store = await OpenAsync();
        var id = (await store.AwardAsync(Request())).Document.Id;
        await SendAsync(store);
        async Task SetAsync(AwardStatus status, string reason)
        {
            store.Time.Move(TimeSpan.FromSeconds(1));
            Assert.True((await store.Change.SetStatusAsync(Store.Centre, id, status, reason, "key", suspendable: true)).IsSuccess);
        }
        await SetAsync(AwardStatus.Suspended, "een vergissing");
        await SetAsync(AwardStatus.Active, "toch goed");
        Assert.Equal(MailOutcome.Ended("no-longer-so"), await SendAsync(store));
        Assert.Equal(MailOutcome.Sent, await SendAsync(store));
        await SetAsync(AwardStatus.Revoked, "<script>alert(1)</script>");
        Assert.Equal(MailOutcome.Sent, await SendAsync(store));
        var mails = FilesOf(store).Select(file => ReceivedMail.Parse(File.ReadAllBytes(file))).ToDictionary(mail => mail.Subject);
        Assert.Equal(["Ingetrokken: Lassen", "Opnieuw geldig: Lassen", "U hebt behaald: Lassen"], mails.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("toch goed", mails["Opnieuw geldig: Lassen"].Text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", mails["Ingetrokken: Lassen"].Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mails["Ingetrokken: Lassen"].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_learner_gets_no_mail_and_leaves_none_in_the_folder()
    {
        await using var store = await OpenAsync();
        var award = await store.AwardAsync(Request());
        await SendAsync(store);
        store.Time.Move(TimeSpan.FromSeconds(1));
        Assert.True((await store.Change.SetStatusAsync(Store.Centre, award.Document.Id, AwardStatus.Suspended, null, "key", suspendable: true)).IsSuccess);
        Assert.True((await store.Get<EraseLearners>().RunAsync(award.Document.LearnerId, revokes: true, "asked for", "key")).IsSuccess);
        Assert.Empty(FilesOf(store));
        Assert.Null(await SendAsync(store));
        Assert.Equal([MailState.Sent, MailState.Ended], (await store.Storage.ListMailsOfAwardAsync(award.Document.Id)).Select(mail => mail.State));
    }

    [Fact]
    public async Task After_days_in_vain_a_mail_is_left_to_people_who_can_try_again()
    {
        await using var store = await OpenAsync();
        var award = await store.AwardAsync(Request());
        // Where the folder should be, there is a file.
        var place = Path.Combine(store.Folder, "mail");
        await File.WriteAllTextAsync(place, "");
        var attempts = 0;
        while (await MailOfAsync(store, award.Document.Id) is { State: MailState.Waiting, NextAt: { } next })
        {
            Assert.InRange(next - store.Time.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromHours(2));
            store.Time.Move(next - store.Time.GetUtcNow());
            Assert.Equal(new(MailOutcomeKind.Unreached, "folder"), await SendAsync(store));
            attempts++;
        }
        Assert.InRange(attempts, 40, 120);
        var dead = await MailOfAsync(store, award.Document.Id);
        Assert.Equal((MailState.Dead, "folder"), (dead.State, dead.Fault));
        File.Delete(place);
        Assert.Equal(ProblemCode.NotFound, (await store.Get<MailOutbox>().RetryAsync("arts", dead.Id)).Problem!.Code);
        Assert.True((await store.Get<MailOutbox>().RetryAsync(Store.Centre, dead.Id)).IsSuccess);
        Assert.Equal(MailOutcome.Sent, await SendAsync(store));
        Assert.Equal(ProblemCode.WrongState, (await store.Get<MailOutbox>().RetryAsync(Store.Centre, dead.Id)).Problem!.Code);
    }

    [Fact]
    public async Task Who_has_not_opened_the_page_is_reminded_and_who_has_is_not()
    {
        await using var store = await OpenAsync(("Mail:RemindAfter", "14.00:00:00"));
        var opened = await store.AwardAsync(Request("opened@example.org"));
        await store.AwardAsync(Request("late@example.org"));
        await SendAsync(store);
        await SendAsync(store);
        Assert.Null(await SendAsync(store));
        await store.Get<EndReminders>().RunAsync(opened.Document.Id);
        store.Time.Move(TimeSpan.FromDays(14));
        Assert.Equal(MailOutcome.Sent, await SendAsync(store));
        Assert.Null(await SendAsync(store));
        var reminder = Assert.Single(FilesOf(store).Select(file => ReceivedMail.Parse(File.ReadAllBytes(file))), mail => mail.Subject == "Ligt voor u klaar: Lassen");
        Assert.Contains("late@example.org", reminder.To, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Jan\r\nBcc: spy@example.org", "Lassen\nX-Evil: 1\r\n\r\nbody")]
    [InlineData("Jan\u2028Bcc: spy@example.org\0", "\r\n.\r\nQUIT\r\n")]
    [InlineData("\" <spy@example.org>, \"", "=?utf-8?Q?=0D=0ABcc:_spy@example.org?=")]
    public async Task Nothing_that_was_typed_ends_a_header_or_adds_an_addressee(string name, string title)
    {
        var letter = new Letter
        {
            MessageId = "<1@example.org>",
            Language = PageLanguage.Dutch,
            From = "from@example.org",
            FromName = name,
            ReplyTo = "centre@example.org",
            To = "to@example.org",
            ToName = name,
            Subject = title,
            Parts = [new LetterPart.Paragraph(title), new LetterPart.Quotation(title)],
        };
        using var folder = new Apps.TemporaryFolder();
        using var message = WriteMessage.Of(letter)!;
        Assert.Equal(["to@example.org"], message.To.Select(address => address.Address));
        Assert.Equal(MailOutcome.Sent, await new FolderDelivery(folder.Path).DeliverAsync(message, Guid.NewGuid(), CancellationToken.None));
        var mail = ReceivedMail.Parse(await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(folder.Path))));
        string[] expected = ["X-Sender", "X-Receiver", "MIME-Version", "From", "To", "Reply-To", "Date", "Subject", "Message-ID", "Auto-Submitted", "Content-Language", "Content-Type"];
        Assert.Equal(expected.Order(StringComparer.OrdinalIgnoreCase), mail.Headers.Select(header => header.Key).Order(StringComparer.OrdinalIgnoreCase));
        Assert.EndsWith("<to@example.org>", mail["X-Receiver"], StringComparison.Ordinal);
        Assert.EndsWith("<to@example.org>", mail.To, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("to@example.org, spy@example.org")]
    [InlineData("Spy <spy@example.org>")]
    [InlineData("to@example.org\r\nBcc: spy@example.org")]
    public void What_is_more_than_an_address_is_none(string address) => Assert.Null(WriteMessage.Of(new()
    {
        MessageId = "<1@example.org>",
        Language = PageLanguage.English,
        From = "from@example.org",
        FromName = "Centre",
        To = address,
        ToName = "Learner",
        Subject = "Subject",
        Parts = [],
    }));

    [Theory]
    [InlineData("ann.peeters@example.be", "a…@e…be")]
    [InlineData("élodie@école.example.org", "é…@é…org")]
    public void An_address_is_shown_so_that_only_its_owner_knows_it(string address, string shown) => Assert.Equal(shown, MaskedAddress.Of(address));

    [Theory]
    [InlineData("Mail:Host=smtp.example.org", "Mail:From")]
    [InlineData("Mail:Host=smtp.example.org;Mail:From=a@b.be;Mail:StartTls=false", "Mail:StartTls")]
    [InlineData("Mail:Host=smtp.example.org;Mail:From=a@b.be;Mail:User=a", "Mail:Password")]
    [InlineData("Mail:Host=smtp.example.org;Mail:From=a@b.be;Mail:Folder=x", "Mail:Folder")]
    [InlineData("Mail:From=nobody", "Mail:From")]
    [InlineData("Mail:Port=0", "Mail:Port")]
    [InlineData("Mail:PerSecond=0", "Mail:PerSecond")]
    [InlineData("Mail:GiveUpAfter=00:01:00", "Mail:GiveUpAfter")]
    [InlineData("Mail:RemindAfter=00:00:01", "Mail:RemindAfter")]
    public async Task A_faulty_setting_is_named(string settings, string named)
    {
        await using var store = await Store.OpenAsync();
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => store.RestartAsync(
            [.. settings.Split(';').Select(setting => setting.Split('=', 2)).Select(pair => (pair[0], (string?)pair[1]))])
            .ContinueWith(_ => store.Get<Microsoft.Extensions.Options.IOptions<MailOptions>>().Value, TaskScheduler.Default));
        Assert.Contains(failure.Failures, fault => fault.Contains(named, StringComparison.Ordinal));
    }

    private static Task<Store> OpenAsync(params (string Name, string? Value)[] settings) => Store.OpenAsync([("environment", "Development"), .. settings]);

    private static AwardRequest Request(string email = "jan.peeters@example.org") =>
        new("welding", new("Jan", "Peeters") { Email = email }, new(2026, 6, 30));

    private static Task<MailOutcome?> SendAsync(Store store) => store.Get<SendMail>().RunAsync();

    private static async Task<MailDocument> MailOfAsync(Store store, Guid award) => Assert.Single(await store.Storage.ListMailsOfAwardAsync(award));

    private static string[] FilesOf(Store store) => Directory.Exists(Path.Combine(store.Folder, "mail"))
        ? Directory.GetFiles(Path.Combine(store.Folder, "mail"), "*.eml")
        : [];
}
