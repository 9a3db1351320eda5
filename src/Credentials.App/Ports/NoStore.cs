using Credentials.Keys;
using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Presentations;
using Credentials.Verifying;

namespace Credentials.App.Ports;

/// <summary>A verifier on its own: it trusts nobody by a list, has no shares, and fetches every document from where it is published.</summary>
internal sealed class NoStore : ITrustedIssuers, IAwardRegister, IPublishedDocuments, IOpenShares, IFillWallets, IServeLearners, IPublishedAchievements
{
    private static readonly SharedCredential Unknown = new(ShareState.Unknown, []);

    public ValueTask<Gathered<TrustedIssuer>> FindAsync(Did issuer, CancellationToken cancel) =>
        ValueTask.FromResult<Gathered<TrustedIssuer>>(new Gathered<TrustedIssuer>.NotFound("there is no trust list here"));

    public ValueTask<Gathered<TrustedIssuer>> FindByAddressAsync(string address, CancellationToken cancel) =>
        ValueTask.FromResult<Gathered<TrustedIssuer>>(new Gathered<TrustedIssuer>.NotFound("there is no trust list here"));

    public ValueTask<Gathered<RecordedSignatures>> FindAsync(TrustedIssuer centre, Guid credential, CancellationToken cancel) =>
        ValueTask.FromResult<Gathered<RecordedSignatures>>(new Gathered<RecordedSignatures>.Unreachable("there is no register here"));

    public ValueTask<PublishedDocument?> TryReadAsync(Uri address, CancellationToken cancel) => ValueTask.FromResult<PublishedDocument?>(null);

    public ValueTask<IReadOnlyList<PublishedAchievement>?> ListAsync(CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PublishedAchievement>?>([]);

    public ValueTask<SharedCredential> OpenShareAsync(string token, bool isOpening, CancellationToken cancel) => ValueTask.FromResult(Unknown);

    public ValueTask<SharedCredential> OpenClaimAsync(string token, CancellationToken cancel) => ValueTask.FromResult(Unknown);

    public ValueTask<WalletOutcome> OfferAsync(string token, string form, CancellationToken cancel) => ValueTask.FromResult(WalletOutcome.NotThere);

    public ValueTask<WalletOutcome> SendCodeAsync(string token, CancellationToken cancel) => ValueTask.FromResult(WalletOutcome.NotThere);

    public ValueTask<WalletOutcome> DropAsync(string token, Guid copy, CancellationToken cancel) => ValueTask.FromResult(WalletOutcome.NotThere);

    public ValueTask<LearnerAnswer> RunAsync(string token, string? confirmation, LearnerAct act, CancellationToken cancel) =>
        ValueTask.FromResult(new LearnerAnswer(LearnerOutcome.NotHere));

    public ValueTask<SharedFile> OpenShareDocumentAsync(string token, string digest, CancellationToken cancel) => ValueTask.FromResult(new SharedFile(ShareState.Unknown));

    public ValueTask<SharedFile> OpenClaimDocumentAsync(string token, string digest, CancellationToken cancel) => ValueTask.FromResult(new SharedFile(ShareState.Unknown));
}
