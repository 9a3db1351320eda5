using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.EvidenceFiles;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;

namespace Credentials.EvidenceStore.Sharing;

/// <summary>
/// Links to credentials. A token is an id and an HMAC over its kind, id and version under the link key, so nothing but the id is stored
/// and withdrawing bumps the version.
/// </summary>
public sealed class ShareCredentials
{
    private static readonly OpenedShare Unknown = new(ShareOutcome.Unknown);

    private readonly IEvidenceStorage _storage;
    private readonly AwardOpener _opener;
    private readonly ReadEvidence _evidence;
    private readonly LinkKey _key;
    private readonly TimeProvider _time;

    internal ShareCredentials(IEvidenceStorage storage, AwardOpener opener, ReadEvidence evidence, StoreSecrets secrets, TimeProvider time) =>
        (_storage, _opener, _evidence, _key, _time) = (storage, opener, evidence, secrets.Link, time);

    /// <summary>The token of the share link that every award has.</summary>
    public string DefaultToken(Guid awardId, int shareVersion) => LinkToken.Write(_key, LinkKind.AwardShare, awardId, shareVersion);

    /// <summary>The token of the learner's own link.</summary>
    public string ClaimToken(Guid awardId, int claimVersion) => LinkToken.Write(_key, LinkKind.Claim, awardId, claimVersion);

    /// <summary>The token of a further share.</summary>
    internal string TokenOf(ShareDocument share) => LinkToken.Write(_key, LinkKind.Share, share.Id, share.Version);

    /// <summary>Durable. A further share; the award must be the centre's.</summary>
    /// <param name="centre">Whose.</param>
    /// <param name="awardId">The award.</param>
    /// <param name="expires">When the link ends; null: never.</param>
    /// <param name="purpose">What for; null where nothing is said.</param>
    /// <param name="actor">Id of the API key.</param>
    /// <param name="documents">SHA-256 of the award's documents that go with it, as hexadecimal digits.</param>
    /// <param name="shows">What it lets see; a summary goes without documents.</param>
    /// <param name="mostOpen">How many further shares of the award may be open; <see cref="ProblemCode.TooManyRequests"/> where they are. Null for any number.</param>
    /// <param name="cancel">Gives up; it may be there all the same.</param>
    public async Task<Result<CreatedShare>> CreateAsync(
        string centre, Guid awardId, DateTimeOffset? expires, string? purpose, string actor, IReadOnlyList<string>? documents = null,
        ShareExtent shows = ShareExtent.Everything, int? mostOpen = null, CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        if (expires <= now)
        {
            return new Problem(ProblemCode.InvalidInput, "The share has faults.")
            {
                Errors = [new("/expires", "in-the-past", "The share would have expired already.")],
            };
        }
        if (shows == ShareExtent.Summary && documents is { Count: > 0 })
        {
            return new Problem(ProblemCode.InvalidInput, "The share has faults.")
            {
                Errors = [new("/documents", InputReasons.NotAllowedValue, "A summary shows nothing that can be saved, so no documents go with it.")],
            };
        }
        var id = Guid.CreateVersion7(now);
        if (await ConsultAwards.FindIssuedAsync(_storage, centre, awardId, cancel) is not { } award)
            return ConsultAwards.NotThere;
        if (AwardOpener.IsErased(award) || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
            return ConsultAwards.Erased;
        if (!Choose(documents ?? [], await _evidence.ListAsync(awardId, key, cancel)).TryGet(out var chosen, out var unknown))
            return unknown;
        var sealedPurpose = purpose is null ? default : key.SealPurpose(id, System.Text.Encoding.UTF8.GetBytes(purpose));
        // The journal first: a line about a share that did not come about is better than a share without a line.
        // Nobody who goes away from here on leaves the one without the other.
        if (await ChangeAwardAsync(centre, awardId, old => old, new(now, "share-created", actor, null), CancellationToken.None) is null)
            return ConsultAwards.NotThere;
        var share = new ShareDocument(id, awardId, 1, sealedPurpose, expires, IsWithdrawn: false, now) { Documents = chosen, Shows = shows };
        if (!await _storage.AddShareAsync(share, mostOpen, CancellationToken.None))
            return new Problem(ProblemCode.TooManyRequests, "Many links to this credential are open already.");
        return new CreatedShare(id, LinkToken.Write(_key, LinkKind.Share, id, 1), expires);
    }

    /// <summary>Durable. Withdraws a further share by its id, or an award's own share link by the award's id (a new token takes its place).</summary>
    public async Task<Result<bool>> WithdrawAsync(string centre, Guid id, string actor, CancellationToken cancel = default)
    {
        var withdrawn = new AwardEvent(_time.GetUtcNow(), "share-withdrawn", actor, null);
        while (await _storage.FindShareAsync(id, cancel) is { } share)
        {
            if (await ConsultAwards.FindIssuedAsync(_storage, centre, share.AwardId, cancel) is null)
                return NoShare;
            if (share.IsWithdrawn)
                return true;
            // The share first: withdrawing must hold even if the journal's line is lost.
            if (await _storage.ReplaceShareAsync(share with { IsWithdrawn = true, Version = share.Version + 1 }, CancellationToken.None))
                return await ChangeAwardAsync(centre, share.AwardId, old => old, withdrawn, CancellationToken.None) is not null;
        }
        return await ChangeAwardAsync(centre, id, old => old with { ShareVersion = old.ShareVersion + 1 }, withdrawn, cancel) is null ? NoShare : true;
    }

    /// <summary>Durable. As <see cref="WithdrawAsync"/>, of the further shares of this one award.</summary>
    public async Task<Result<bool>> WithdrawOfAsync(AwardDocument award, Guid id, string actor, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(award);
        return await _storage.FindShareAsync(id, cancel) is { } share && share.AwardId == award.Id ? await WithdrawAsync(award.Centre, id, actor, cancel) : NoShare;
    }

    /// <summary>Opens a share token: found and in force, withdrawn, expired, or unknown (wrong tokens of any kind look the same).</summary>
    public async Task<OpenedShare> OpenAsync(string token, CancellationToken cancel = default) => LinkToken.TryRead(token) switch
    {
        { Kind: LinkKind.AwardShare } link => await OpenAwardAsync(link, award => award.ShareVersion, cancel),
        { Kind: LinkKind.Share } link => await OpenShareAsync(link, cancel),
        _ => Unknown,
    };

    /// <summary>Opens a claim token, likewise.</summary>
    public async Task<OpenedShare> OpenClaimAsync(string token, CancellationToken cancel = default) =>
        LinkToken.TryRead(token) is { Kind: LinkKind.Claim } link ? await OpenAwardAsync(link, award => award.ClaimVersion, cancel) : Unknown;

    /// <summary>A document that goes with a share, by its digest: one of those that were chosen. Where the link is not open, or the document erased, the outcome says so.</summary>
    public async Task<OpenedDocument> OpenDocumentAsync(string token, string digest, CancellationToken cancel = default) =>
        await OpenDocumentAsync(await OpenAsync(token, cancel), digest, cancel);

    /// <summary>A document that goes with a learner's own link, likewise: any of the record.</summary>
    public async Task<OpenedDocument> OpenClaimDocumentAsync(string token, string digest, CancellationToken cancel = default) =>
        await OpenDocumentAsync(await OpenClaimAsync(token, cancel), digest, cancel);

    private static Problem NoShare { get; } = new(ProblemCode.NotFound, "There is no such share.");

    /// <summary>The ids of documents that are there; a problem that names the first that is not.</summary>
    private static Result<IReadOnlyList<Guid>> Choose(IReadOnlyList<string> digests, IReadOnlyList<EvidenceFile> files)
    {
        var chosen = new List<Guid>();
        foreach (var (index, digest) in digests.Index())
        {
            if (files.FirstOrDefault(file => file.Digest == digest && file.State == EvidenceFileAvailability.Kept) is not { } file)
            {
                return new Problem(ProblemCode.InvalidInput, "The share has faults.")
                {
                    Errors = [new($"/documents/{index}", InputReasons.UnknownDocument, "The record holds no such document, or it was erased.")],
                };
            }
            if (!chosen.Contains(file.Id))
                chosen.Add(file.Id);
        }
        return chosen.ToArray();
    }

    private async Task<OpenedDocument> OpenDocumentAsync(OpenedShare opened, string digest, CancellationToken cancel)
    {
        if (opened is not { Outcome: ShareOutcome.Open, Award.Document: { } award })
            return new(opened.Outcome, Expires: opened.Expires);
        if (opened.Documents.All(file => file.Digest != digest))
            return new(opened.HadDocuments.Contains(digest) ? ShareOutcome.Withdrawn : ShareOutcome.Unknown);
        if (await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
            return new(ShareOutcome.Withdrawn);
        var found = await _evidence.OpenAsync(award.Id, key, digest, cancel);
        return found.TryGet(out var document, out var problem)
            ? new(ShareOutcome.Open, document)
            : new(problem.Code == ProblemCode.DocumentErased ? ShareOutcome.Withdrawn : ShareOutcome.Unknown);
    }

    private async Task<OpenedShare> OpenWithDocumentsAsync(OpenedShare opened, Guid award, LearnerKey key, Func<EvidenceFile, bool> goesWith, CancellationToken cancel)
    {
        var files = (await _evidence.ListAsync(award, key, cancel)).Where(goesWith).ToList();
        return opened with
        {
            Documents = [.. files.Where(file => file.State == EvidenceFileAvailability.Kept)],
            HadDocuments = [.. files.Where(file => file.State == EvidenceFileAvailability.Erased).Select(file => file.Digest)],
        };
    }

    private async Task<OpenedShare> OpenAwardAsync(LinkToken link, Func<AwardDocument, int> versionOf, CancellationToken cancel)
    {
        var award = await ConsultAwards.FindIssuedAsync(_storage, null, link.Id, cancel);
        var version = award is null ? 1 : versionOf(award);
        var isRight = link.IsOf(_key, version);
        // A link made after the learner was erased is right, and leads nowhere all the same.
        if (award is not null && isRight)
        {
            if (await _opener.OpenAsync(award, cancel) is not { Request: not null } view || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
                return new(ShareOutcome.Withdrawn);
            var opened = new OpenedShare(ShareOutcome.Open, view) { Link = (award.Id, version) };
            // The link that stands on every award's QR code shows the credential alone.
            return link.Kind != LinkKind.Claim ? opened : await OpenWithDocumentsAsync(opened, award.Id, key, _ => true, cancel);
        }
        return link.WasOf(_key, version) && award is not null ? new(ShareOutcome.Withdrawn) : Unknown;
    }

    private async Task<OpenedShare> OpenShareAsync(LinkToken link, CancellationToken cancel)
    {
        var share = await _storage.FindShareAsync(link.Id, cancel);
        var version = share?.Version ?? 1;
        var isRight = link.IsOf(_key, version);
        if (share is null || !isRight)
            return link.WasOf(_key, version) && share is not null ? new(ShareOutcome.Withdrawn) : Unknown;
        if (share.IsWithdrawn)
            return new(ShareOutcome.Withdrawn);
        if (share.Expires <= _time.GetUtcNow())
            return new(ShareOutcome.Expired, Expires: share.Expires);
        if (await ConsultAwards.FindIssuedAsync(_storage, null, share.AwardId, cancel) is not { } award)
            return Unknown;
        if (await _opener.OpenAsync(award, cancel) is not { Request: not null } view || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
            return new(ShareOutcome.Withdrawn);
        var purpose = share.SealedPurpose.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(key.OpenPurpose(share.Id, share.SealedPurpose.Span));
        var opened = new OpenedShare(ShareOutcome.Open, view, share.Expires, purpose) { Link = (share.Id, share.Version), Shows = share.Shows };
        return share.Documents.Count == 0 ? opened : await OpenWithDocumentsAsync(opened, award.Id, key, file => share.Documents.Contains(file.Id), cancel);
    }

    private async Task<AwardDocument?> ChangeAwardAsync(
        string centre, Guid id, Func<AwardDocument, AwardDocument> change, AwardEvent happened, CancellationToken cancel)
    {
        while (await ConsultAwards.FindIssuedAsync(_storage, centre, id, cancel) is { } award)
        {
            if (AwardOpener.IsErased(award) || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
                return award;
            var changed = change(award) with { Version = award.Version + 1, SealedJournal = AwardOpener.Append(award, key, happened) };
            if (await _storage.ReplaceAwardAsync(changed, _time.GetUtcNow(), cancel))
                return changed;
        }
        return null;
    }
}

public sealed record CreatedShare(Guid Id, string Token, DateTimeOffset? Expires);

public enum ShareOutcome
{
    Open,
    Unknown,
    Withdrawn,
    Expired,
}

/// <param name="Award">Only when open.</param>
public sealed record OpenedShare(ShareOutcome Outcome, AwardView? Award = null, DateTimeOffset? Expires = null, string? Purpose = null)
{
    /// <summary>The documents that go with it and can be read.</summary>
    public IReadOnlyList<EvidenceFile> Documents { get; init; } = [];

    /// <summary>What it lets see.</summary>
    public ShareExtent Shows { get; init; }

    /// <summary>By what its openings are counted, with the version of the link; only when open.</summary>
    public (Guid Id, int Version) Link { get; init; }

    /// <summary>Digests of those that were erased since.</summary>
    internal IReadOnlyList<string> HadDocuments { get; init; } = [];
}

/// <param name="Document">Only when open; the caller disposes it.</param>
public sealed record OpenedDocument(ShareOutcome Outcome, OpenedEvidence? Document = null, DateTimeOffset? Expires = null);
