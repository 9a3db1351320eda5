using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Exchanging;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Wallets;
using Credentials.Issuing;
using Credentials.Web.Languages;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>Composes a mail from its award, at each attempt anew: between two of them nothing personal lies anywhere.</summary>
internal sealed class ComposeMail(
    IEvidenceStorage storage, LedKeys keys, AchievementVersions achievements, Centres centres, ShareCredentials shares, Offers offers,
    ConfirmationCodes confirmations, MailRoute route)
{
    /// <summary>The letter to send, or why there is none.</summary>
    public async Task<(Letter? Letter, MailOutcome? Instead)> RunAsync(MailDocument mail, CancellationToken cancel)
    {
        if (await storage.FindAwardAsync(mail.AwardId, cancel) is not { State: AwardState.Issued } award
            || AwardOpener.IsErased(award) || await keys.FindAsync(award.LearnerId, cancel) is not { } key)
        {
            return Not("erased");
        }
        if (!Holds(mail.Kind, award.Status))
            return Not("no-longer-so");
        if (await achievements.FindAsync(award.Centre, award.AchievementId, award.AchievementVersion, cancel) is not { } version
            || await centres.FindAsync(award.Centre, cancel) is not { } centre)
        {
            throw new InvalidDataException($"award {award.Id} has no centre or no achievement");
        }
        var request = StoredRequest.Read(AwardOpener.OpenRequest(award, key));
        if (request.Learner.Email is not { } address)
            return Not("no-address");
        if (!centre.Centre.SendsMail)
            return Not("switched-off");
        var language = PageLanguage.Find(request.Language ?? version.Achievement.Languages[0]) ?? PageLanguage.English;
        var about = new About(language, centre.Centre, version.Achievement.Title.In(request.Language ?? language.Tag), request, award);
        switch (mail.Kind)
        {
            // Made now and kept nowhere: each attempt has a code of its own, and the last one is good.
            case MailKind.Code:
                return await offers.GiveCodeAsync(mail.AboutId!.Value, cancel) is { TransactionCode: { } code } given
                    ? (Write(mail, about, address, PartsOfCode(mail.Kind, about, code, given.Offer.CodeExpires)), null)
                    : Not("offer-ended");
            case MailKind.Confirmation:
                return await confirmations.GiveMailedAsync(award, mail.CreatedAt, cancel) is { } confirmation
                    ? (Write(mail, about, address, PartsOfCode(mail.Kind, about, confirmation.Code, confirmation.Expires)), null)
                    : Not("too-late");
            case MailKind.Answer:
                return await storage.FindLearnerRequestAsync(mail.AboutId!.Value, cancel) is { State: LearnerRequestState.Done or LearnerRequestState.Refused } answered
                    ? (Write(mail, about, address, PartsOfAnswer(about, answered, key)), null)
                    : Not("no-longer-so");
            default:
                return (Write(mail, about, address, PartsOf(mail, about, key)), null);
        }
    }

    /// <summary>Whether what the mail says is so still: who was suspended by mistake is not told so afterwards.</summary>
    private static bool Holds(MailKind kind, AwardStatus status) => kind switch
    {
        MailKind.Award => status != AwardStatus.Revoked,
        MailKind.Suspension => status == AwardStatus.Suspended,
        MailKind.Revocation or MailKind.Correction => status == AwardStatus.Revoked,
        MailKind.Confirmation or MailKind.Answer => true,
        _ => status == AwardStatus.Active,
    };

    private Letter Write(MailDocument mail, About about, string address, IEnumerable<LetterPart> body) => new()
    {
        MessageId = route.MessageId(mail.Id),
        Language = about.Language,
        From = route.From,
        FromName = about.Centre.Name,
        ReplyTo = about.Centre.Email,
        To = address,
        ToName = $"{about.Request.Learner.GivenName} {about.Request.Learner.FamilyName}",
        Subject = MailTexts.Get(about.Language, $"letter.{MailWords.Of(mail.Kind)}.subject", about.Title),
        Parts =
        [
            about.Paragraph("letter.hello", about.Request.Learner.GivenName, about.Request.Learner.FamilyName),
            .. body,
            new LetterPart.Paragraph(about.Centre.Name),
            new LetterPart.Small(about.Centre.Email is { } centre
                ? MailTexts.Get(about.Language, "letter.answers", centre)
                : MailTexts.Get(about.Language, "letter.no-answers")),
        ],
    };

    private IEnumerable<LetterPart> PartsOf(MailDocument mail, About about, LearnerKey key)
    {
        var kind = MailWords.Of(mail.Kind);
        yield return about.Paragraph($"letter.{kind}.text", about.Centre.Name, about.Title);
        if (mail.Kind is MailKind.Award or MailKind.Reminder)
        {
            yield return about.Paragraph("letter.todo");
            yield return LinkOf(about);
            yield return new LetterPart.Small(MailTexts.Get(about.Language, "letter.keep"));
            yield break;
        }
        if (ReasonOf(mail, about.Award, key) is { } reason)
        {
            yield return about.Paragraph("letter.reason");
            yield return new LetterPart.Quotation(reason);
        }
        yield return LinkOf(about);
        if (mail.Kind != MailKind.Reinstatement)
            yield return about.Paragraph("letter.question");
    }

    private static IEnumerable<LetterPart> PartsOfCode(MailKind kind, About about, string code, DateTimeOffset until)
    {
        yield return about.Paragraph($"letter.{MailWords.Of(kind)}.text", about.Centre.Name, about.Title);
        yield return new LetterPart.Code(code);
        yield return about.Paragraph("letter.code.until", TimeZoneInfo.ConvertTime(until, BrusselsTime.Zone));
        yield return new LetterPart.Small(MailTexts.Get(about.Language, "letter.code.unasked"));
    }

    private IEnumerable<LetterPart> PartsOfAnswer(About about, LearnerRequestDocument request, LearnerKey key)
    {
        yield return about.Paragraph("letter.answer.text", about.Centre.Name, about.Title);
        yield return about.Paragraph(request.State == LearnerRequestState.Done ? "letter.answer.done" : "letter.answer.refused");
        if (!request.SealedAnswer.IsEmpty)
            yield return new LetterPart.Quotation(System.Text.Encoding.UTF8.GetString(key.OpenAnswer(request.Id, request.SealedAnswer.Span)));
        yield return LinkOf(about);
    }

    private LetterPart.Link LinkOf(About about) => new(
        MailTexts.Get(about.Language, "letter.link"), route.Address.At("/c/" + shares.ClaimToken(about.Award.Id, about.Award.ClaimVersion)));

    private static string? ReasonOf(MailDocument mail, AwardDocument award, LearnerKey key)
    {
        if (award.SealedJournal.IsEmpty)
            return null;
        var what = mail.Kind switch
        {
            MailKind.Suspension => "suspended",
            MailKind.Reinstatement => "active",
            _ => "revoked",
        };
        return StoredJournal.Read(key.OpenJournal(award.Id, award.SealedJournal.Span)).LastOrDefault(happened => happened.What == what)?.Reason;
    }

    private static (Letter?, MailOutcome?) Not(string why) => (null, MailOutcome.Ended(why));

    private sealed record About(PageLanguage Language, Centre Centre, string Title, AwardRequest Request, AwardDocument Award)
    {
        public LetterPart.Paragraph Paragraph(string key, params ReadOnlySpan<object?> values) => new(MailTexts.Get(Language, key, values));
    }
}
