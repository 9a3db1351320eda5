using Credentials.Issuing;
using Credentials.Keys;
using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Presentations;
using Credentials.PublicVerifier.Receipts;
using Credentials.PublicVerifier.Verifying;
using Credentials.Verifying;

namespace Credentials.Services.Tests.Web;

/// <summary>Shares and reports in every state that a page can show. The token of a share is also the text of its credential.</summary>
internal sealed class SampleCredentials : IOpenShares, IFillWallets, IServeLearners, IVerifyCredentials, IReceipts, IPublishedAchievements, IPublishedDocuments
{
    private static readonly PrivateKey Key = PrivateKey.Generate(KeyAlgorithm.P256);

    public const string Markup = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&";

    public static SharedDocument Document { get; } = new(new string('a', 64), $"proef {Markup}.pdf", "application/pdf", 5);

    public static SharedCopy Copy { get; } = new(new Guid("01980000-0000-7000-8000-000000000001"), "dc+sd-jwt", new(2026, 7, 1, 9, 30, 0, TimeSpan.Zero), IsDropped: false);

    public static OwnShare Share { get; } = new(
        new Guid("01980000-0000-7000-8000-000000000002"), "with-end", $"Sollicitatie {Markup}", new(2026, 7, 1, 9, 30, 0, TimeSpan.Zero),
        new(2026, 12, 31, 12, 0, 0, TimeSpan.Zero), ShareState.Open, IsSummary: false, [$"proef {Markup}.pdf"], 2,
        [new(2026, 7, 3, 9, 30, 0, TimeSpan.Zero), new(2026, 7, 2, 9, 30, 0, TimeSpan.Zero)]);

    public static OwnRequest Request { get; } = new(
        new Guid("01980000-0000-7000-8000-000000000003"), "correction", "open", new(2026, 7, 1, 9, 30, 0, TimeSpan.Zero), null, null);

    /// <summary>The pages below the own one, with shares in every state and requests.</summary>
    public static OwnPage OwnPage { get; } = new(
        "a…@e…be",
        [
            new(null, "valid", null, null, null, ShareState.Open, IsSummary: false, [], 0, []), Share,
            Share with { Id = Guid.NewGuid(), Token = null, Purpose = null, State = ShareState.Withdrawn, IsSummary = true, Documents = [], Opened = 1 },
            Share with { Id = Guid.NewGuid(), Token = null, State = ShareState.Expired, Opened = 0, LastOpened = [] },
        ],
        [
            Request, Request with { Id = Guid.NewGuid(), State = "refused", ClosedAt = Checked, Answer = Markup },
            Request with { Id = Guid.NewGuid(), Kind = "erasure", State = "passed" },
        ],
        OffersSummary: true);

    public static SharedOffer Offer { get; } = new(
        "openid-credential-offer://?credential_offer_uri=http%3A%2F%2Flocalhost%3A5080%2Fcentres%2Fdemo%2Fwallet%2Foffers%2F0123456789abcdef0123456789abcdef",
        "openid-credential-offer://?credential_offer=%7B%7D", "dc+sd-jwt", "048213", new(2026, 7, 3, 12, 20, 0, TimeSpan.Zero));

    private static readonly Did Verifier = DidWeb.Build(new Uri("https://bewijs.example"), "");
    private static readonly VerificationMethod Method = new(Verifier.Value + "#key-1", Verifier.Value, Key.PublicKey);
    private static readonly string[] Forms = ["dc+sd-jwt", "jwt_vc_json", "ldp_vc"];
    private static readonly DateTimeOffset Checked = new(2026, 7, 3, 12, 5, 9, TimeSpan.Zero);

    private static readonly VerificationCheck[] InOrder =
    [
        Reasons.WellFormed, Reasons.SignatureRight, Reasons.KeyInHistory, Reasons.Trusted, Reasons.NoPeriod, Reasons.Active, Reasons.NoSchema, Reasons.Complete,
    ];

    public static ReportedCredential Content { get; } = new()
    {
        Id = "urn:uuid:1b6ef2a4-5d0c-4f6e-9c1e-2a7f6d3b9e10",
        Title = "Informatica algemeen: rekenbladen",
        Description = "De cursist verwerkt gegevens met een rekenblad en stelt ze overzichtelijk voor.",
        Language = "nl",
        LearnerName = "Noor El Amrani",
        AwardedOn = new DateOnly(2026, 6, 30),
        ValidFrom = new DateTimeOffset(2026, 6, 30, 0, 0, 0, TimeSpan.FromHours(2)),
        Result = "Geslaagd met onderscheiding",
        Issuer = new ReportedIssuer("did:web:bewijs.example:centres:demo", "CVO De Demer", "0566.988.259", "Vlaanderen", "local", "CVO De Demer vzw"),
        Levels =
        [
            new ReportedLevel("vks", 4, "http://data.europa.eu/snb/qdr/c_615c4895", "VKS-niveau 4"),
            new ReportedLevel("eqf", 4, "http://data.europa.eu/snb/eqf/4", "EQF-niveau 4"),
        ],
        LearningOutcomes =
        [
            "voert gegevens in en controleert ze op fouten",
            "gebruikt formules en functies om een vraag te beantwoorden",
            "stelt gegevens voor in een passende grafiek",
        ],
        Workload = "PT60H, 3 ECTS",
        Assessment = "Praktijkproef onder toezicht",
        Participation = "Gecombineerd: in het centrum en online",
        QualityAssurance = "Doorlichting door de onderwijsinspectie",
        AchievementUrl = "https://bewijs.example/achievements/demo/rekenbladen/1",
    };

    private static readonly ReportedCredential Endorsement = new()
    {
        Id = "urn:uuid:3",
        Title = "Aanbeveling",
        Endorses = Content.Id,
        EndorsementComment = "Wij werven hiermee aan.",
        Issuer = new ReportedIssuer("did:web:werkgever.example", null, null, null, null, "Werkgever bv"),
    };

    private static readonly Dictionary<string, VerificationReport> Reports = new()
    {
        ["valid"] = Report(Content),
        ["revoked"] = Report(Content, Reasons.Revoked),
        ["suspended"] = Report(Content, Reasons.Suspended),
        ["undetermined"] = Report(Content, Reasons.ListUnreachable),
        ["unknown-issuer"] = Report(
            Content with { Issuer = new ReportedIssuer("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", null, null, null, null, "University of Everything") },
            Reasons.UnknownIssuer),
        ["forged"] = Report(null, Reasons.SignatureWrong),
        ["new-reason"] = Report(Content, new VerificationCheck(CheckIds.Content, CheckOutcome.Failed, "not-translated-yet", "Something new is wrong.")),
        ["markup"] = Report(Content with
        {
            Title = Markup,
            LearnerName = Markup,
            Description = Markup,
            Result = Markup,
            LearningOutcomes = [Markup],
            Workload = Markup,
            Language = "\" onload=\"x",
            Issuer = Content.Issuer! with { Name = Markup, Region = Markup },
            Levels = [new ReportedLevel(Markup, null, Markup, Markup)],
        }),
        ["extreme"] = Report(Content with
        {
            AwardedOn = DateOnly.MinValue,
            ValidFrom = DateTimeOffset.MinValue,
            ValidUntil = DateTimeOffset.MaxValue,
            Workload = "PT999999H, 0.5 ECTS, PT, P1D",
            AchievementUrl = "http://localhost:5080/achievements/\\..//%zz\ud800",
            Levels = [new ReportedLevel("eqf", 99, "", ""), new ReportedLevel("", null, "", "")],
            Id = "two words",
            Language = "",
            LearningOutcomes = [""],
        }),
        ["endorsed"] = Report(Content with { DataModel = "1.1" }) with
        {
            Endorsements = [Report(Endorsement), Report(Endorsement with { EndorsementComment = Markup }, Reasons.Revoked), Report(null, Reasons.SignatureWrong)],
            EndorsementsLeftOut = 2,
        },
        ["endorsement"] = Report(Endorsement),
        ["presentation"] = new VerificationReport([Reasons.PresentationWellFormed, Reasons.SignatureRight, Reasons.HolderSigned], Checked)
        {
            Contained = [Report(Content), Report(Content with { Id = "urn:uuid:2" }, Reasons.Revoked)],
        },
        ["unsigned-bundle"] = new VerificationReport(
            [Reasons.PresentationWellFormed, Reasons.NotSigned, Reasons.PresentationNotSigned], Checked)
        {
            Contained = [Report(Content)],
        },
    };

    /// <summary>The centre of the samples is no centre of this address.</summary>
    public ValueTask<PublishedDocument?> TryReadAsync(Uri address, CancellationToken cancel) => ValueTask.FromResult<PublishedDocument?>(null);

    public ValueTask<SharedCredential> OpenShareAsync(string token, bool isOpening, CancellationToken cancel) => ValueTask.FromResult(token switch
    {
        "withdrawn" => new SharedCredential(ShareState.Withdrawn, []),
        "expired" => new SharedCredential(ShareState.Expired, [], Expires: Checked),
        "with-end" => Open("valid") with { Purpose = "Sollicitatie", Expires = new DateTimeOffset(2026, 12, 31, 12, 0, 0, TimeSpan.Zero) },
        "summary" => Open("valid") with { IsSummary = true },
        "with-document" => Open("valid") with { Documents = [Document] },
        _ when Reports.ContainsKey(token) => Open(token),
        _ => new SharedCredential(ShareState.Unknown, []),
    });

    public async ValueTask<SharedCredential> OpenClaimAsync(string token, CancellationToken cancel) =>
        await OpenShareAsync(token is "offered" or "offered-by-mail" or "open-badge-only" or "crowded" or "confirmed" ? token == "confirmed" ? "with-document" : "valid" : token, false, cancel) with
        {
            ShareToken = "valid",
            Own = OwnPage,
            Wallet = token == "offered"
                ? new(IsActive: true, Forms, Offer, [Copy, Copy with { Id = Guid.NewGuid(), Form = "jwt_vc_json", IsDropped = true }])
                : token == "offered-by-mail" ? new(IsActive: true, Forms, Offer with { CodeMailedAt = Checked }, []) { MailTo = "a…@e…be" }
                : new(IsActive: token is not ("revoked" or "suspended"), token == "open-badge-only" ? Forms[1..] : Forms, Offer: null, []),
        };

    ValueTask<IReadOnlyList<PublishedAchievement>?> IPublishedAchievements.ListAsync(CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PublishedAchievement>?>(null);

    public ValueTask<LearnerAnswer> RunAsync(string token, string? confirmation, LearnerAct act, CancellationToken cancel) => ValueTask.FromResult<LearnerAnswer>(
        token == "crowded" ? new(LearnerOutcome.TooMany)
        : act is LearnerAct.Confirm { Code: "123456" } ? new(LearnerOutcome.Done, "confirmed", DateTimeOffset.UtcNow.AddMinutes(30))
        : act is LearnerAct.Confirm ? new(LearnerOutcome.WrongCode)
        : act is LearnerAct.SendCode || token == "confirmed" || confirmation == "confirmed" ? new(LearnerOutcome.Done) : new(LearnerOutcome.NotConfirmed));

    public ValueTask<WalletOutcome> OfferAsync(string token, string form, CancellationToken cancel) => ValueTask.FromResult(
        token == "crowded" ? WalletOutcome.TooMany
        : token == "revoked" ? WalletOutcome.NotActive
        : token == "open-badge-only" && form == "dc+sd-jwt" ? WalletOutcome.NotInThisForm
        : token == "valid" && form is "dc+sd-jwt" or "ldp_vc" ? WalletOutcome.Done : WalletOutcome.NotThere);

    public ValueTask<WalletOutcome> SendCodeAsync(string token, CancellationToken cancel) => ValueTask.FromResult(
        token == "crowded" ? WalletOutcome.TooMany : token == "offered-by-mail" ? WalletOutcome.Done : WalletOutcome.NotThere);

    public ValueTask<WalletOutcome> DropAsync(string token, Guid copy, CancellationToken cancel) =>
        ValueTask.FromResult(token == "offered" && copy == Copy.Id ? WalletOutcome.Done : WalletOutcome.NotThere);

    public async ValueTask<SharedFile> OpenShareDocumentAsync(string token, string digest, CancellationToken cancel) =>
        await OpenShareAsync(token, false, cancel) is { State: ShareState.Open, Documents: [var document] } && document.Digest == digest
            ? new(ShareState.Open, document, new MemoryStream("%PDF-"u8.ToArray()))
            : new((await OpenShareAsync(token, false, cancel)).State is var state && state == ShareState.Open ? ShareState.Unknown : state);

    public ValueTask<SharedFile> OpenClaimDocumentAsync(string token, string digest, CancellationToken cancel) => OpenShareDocumentAsync(token, digest, cancel);

    public ValueTask<Result<VerificationReport>> RunAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancel, FetchAllowance? within = null) =>
        ValueTask.FromResult<Result<VerificationReport>>(
            Reports.TryGetValue(System.Text.Encoding.UTF8.GetString(utf8.Span), out var report) ? report : new Problem(ProblemCode.NotACredential, "no credential"));

    public async ValueTask<Result<byte[]>> MakeAsync(ReadOnlyMemory<byte> credential, CancellationToken cancel) =>
        (await RunAsync(credential, cancel)).Map(report => new ReceiptSigner(Verifier, Method.Id, Key).Sign(Guid.NewGuid(), report, credential.Span));

    public ValueTask<Result<CheckedReceipt>> CheckAsync(ReadOnlyMemory<byte> receipt, CancellationToken cancel) =>
        ValueTask.FromResult(VerificationReceipt.Parse(receipt.Span).Map(read =>
            new CheckedReceipt(read, read.Check(new Gathered<DidDocument>.Found(new(Verifier, [Method], []))), IsOwn: true)));

    private static SharedCredential Open(string token) =>
        new(ShareState.Open, [Signed(CredentialForm.VcJwt, token), Signed(CredentialForm.DataIntegrity, $$"""{"text":"{{token}}"}""")]);

    private static SignedCredential Signed(CredentialForm form, string text) =>
        new(new Guid("1b6ef2a4-5d0c-4f6e-9c1e-2a7f6d3b9e10"), form, System.Text.Encoding.UTF8.GetBytes(text), "did:web:bewijs.example:centres:demo#k1", Checked);

    private static VerificationReport Report(ReportedCredential? content, params VerificationCheck[] instead) =>
        new([.. InOrder.Select(check => instead.FirstOrDefault(other => other.Id == check.Id) ?? check)], Checked) { Credential = content };
}
