using System.Security.Cryptography;
using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Wallets;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>
/// Codes on their way by mail: for an offer to a wallet, and to confirm what is changed on the own page. The outbox names what they are for only: a code is
/// made when the mail is composed, so that it stands nowhere but in the mail.
/// </summary>
public sealed class AskedCodes
{
    private const string Kind = "mailed-codes";

    /// <summary>Codes for one offer: enough for a mail that was overlooked, and no help in guessing.</summary>
    private const int MostOfOffer = 3;

    /// <summary>Codes to one address in <see cref="Period"/>, whichever awards they are for: nobody's mailbox is flooded from here.</summary>
    private const int MostToAddress = 6;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private static readonly Problem TooMany = new(ProblemCode.TooManyRequests, "Many codes were sent in the last hour; try again later.");

    private readonly IEvidenceStorage _storage;
    private readonly Offers _offers;
    private readonly ConfirmationCodes _confirmations;
    private readonly PlanMails _plan;
    private readonly MatchKey _match;
    private readonly TimeProvider _time;

    internal AskedCodes(IEvidenceStorage storage, Offers offers, ConfirmationCodes confirmations, PlanMails plan, StoreSecrets secrets, TimeProvider time) =>
        (_storage, _offers, _confirmations, _plan, _match, _time) = (storage, offers, confirmations, plan, secrets.Match, time);

    /// <summary>The masked address that a code can be sent to; null where there is none, no mailer is configured, or the centre sends no mails.</summary>
    public async ValueTask<string?> FindAddressAsync(AwardView award, CancellationToken cancel = default) =>
        award.Request is { Learner.Email: { } address } request && await _plan.CanSendAsync(award.Document.Centre, request, cancel)
            ? MaskedAddress.Of(address)
            : null;

    /// <summary>
    /// Durable. Has a code for an offer of the award sent; a code before it is no longer good from the moment of sending. Answers the masked address.
    /// <see cref="ProblemCode.WrongState"/> where none can be sent, <see cref="ProblemCode.TooManyRequests"/> after many, <see cref="ProblemCode.NotFound"/>
    /// where the offer is gone.
    /// </summary>
    public async Task<Result<string>> AskAsync(AwardView award, Guid offer, CancellationToken cancel = default)
    {
        if (await FindAddressAsync(award, cancel) is not { } masked)
            return NoAddress;
        if (await _offers.FindAsync(offer, cancel) is not { } found)
            return new Problem(ProblemCode.NotFound, "There is no such offer, or it was used or has expired.");
        if (found.CodesMailed >= MostOfOffer || !await CountAsync(award.Request!.Learner.Email!, cancel))
            return TooMany;
        if (await _offers.NoteMailAsync(offer, MostOfOffer, cancel) is null)
            return new Problem(ProblemCode.NotFound, "There is no such offer, or it was used or has expired.");
        var mail = MailDocument.New(MailKind.Code, award.Document.Id, award.Document.Centre, _time.GetUtcNow()) with { AboutId = offer };
        return await AddAsync(mail, masked, cancel);
    }

    /// <summary>
    /// Durable. Has a code sent with which the learner confirms what is changed on the own page; a code before it is no longer good from the moment of
    /// sending. Answers and problems as of <see cref="AskAsync"/>.
    /// </summary>
    public async Task<Result<string>> AskConfirmationAsync(AwardView award, CancellationToken cancel = default)
    {
        if (await FindAddressAsync(award, cancel) is not { } masked)
            return NoAddress;
        // Nobody who goes away meanwhile leaves the one without the other.
        if (!await _confirmations.NoteMailAsync(award.Document, CancellationToken.None) || !await CountAsync(award.Request!.Learner.Email!, CancellationToken.None))
            return TooMany;
        return await AddAsync(MailDocument.New(MailKind.Confirmation, award.Document.Id, award.Document.Centre, _time.GetUtcNow()), masked, CancellationToken.None);
    }

    private static Problem NoAddress { get; } = new(ProblemCode.WrongState, "No code can be mailed: the award has no e-mail address, or no mails are sent here.");

    private async Task<Result<string>> AddAsync(MailDocument mail, string masked, CancellationToken cancel) =>
        await _storage.AddMailAsync(mail, cancel) ? masked : new Problem(ProblemCode.NotFound, "There is no such credential any more.");

    /// <summary>One more to this address; false where there were many.</summary>
    private async Task<bool> CountAsync(string address, CancellationToken cancel)
    {
        // Under no centre's name: an address is flooded whoever's credentials it is for.
        var key = SHA256.HashData(_match.OfEmail("", address));
        while (true)
        {
            var now = _time.GetUtcNow();
            var document = await _storage.FindShortLivedAsync(Kind, key, cancel);
            var recent = (document is null ? [] : JsonSerializer.Deserialize<long[]>(document.Content.Span)!)
                .Where(at => at > (now - Period).ToUnixTimeMilliseconds()).ToArray();
            if (recent.Length >= MostToAddress)
                return false;
            var next = new ShortLivedDocument(
                Kind, key, (document?.Version ?? 0) + 1, now + Period, JsonSerializer.SerializeToUtf8Bytes((long[])[.. recent, now.ToUnixTimeMilliseconds()]));
            if (document is null ? await _storage.AddShortLivedAsync(next, cancel) : await _storage.ReplaceShortLivedAsync(next, cancel))
                return true;
        }
    }
}
