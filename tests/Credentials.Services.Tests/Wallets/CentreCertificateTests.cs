using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using Credentials.IssuerService.SigningKeys;
using Credentials.Keys;
using Credentials.SdJwtVcs;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Awarding;
using Credentials.Services.Tests.Gathering;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.SigningKeys;
using Credentials.StatusLists;
using Credentials.Verifying;
using Credentials.Web.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PublicKey = Credentials.Keys.PublicKey;

namespace Credentials.Services.Tests.Wallets;

/// <summary>A centre that is known by a certificate: <c>x5c</c> in what wallets get of it, from the setting to the verifier.</summary>
public sealed class CentreCertificateTests : IDisposable
{
    private const string Centre = IssuerApp.PublicUrl + "/centres/demo";
    private const string Setting = "--IssuerService:Certificates:demo=";

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new(DateTimeOffset.UtcNow);
    private readonly Warnings _warnings = new();

    [Fact]
    public async Task What_wallets_get_carries_the_chain_without_its_anchor_and_is_verified_by_it()
    {
        var key = await PrepareAsync();
        var leaf = Leaf(key);
        await using var app = await StartAsync(leaf, _authority.Middle, _authority.Root);
        var (id, copy) = await TakeAsync(app);
        var list = StatusListToken.Parse(await app.AsEveryone().GetByteArrayAsync(Read(copy).Status!.Uri)).Value;
        foreach (var jws in (Signing.CompactJws[])[Read(copy).SdJwt.Jws, list.Jws])
        {
            Assert.True(jws.Header.TryGetProperty("x5c", out var x5c));
            Assert.Equal(
                [Convert.ToBase64String(leaf.RawData), Convert.ToBase64String(_authority.Middle.RawData)], x5c.EnumerateArray().Select(one => one.GetString()!));
        }

        // A stranger who trusts the authority, one who trusts none and asks the centre's address, one who gets no answer there, and who knows the centre.
        foreach (var (report, reason) in new[]
        {
            (await VerifyAsync(app, copy, _authority.Root), "key-certified"),
            (await VerifyAsync(app, copy, anchor: null), "key-published"),
        })
        {
            Assert.Equal(reason, report.Checks.Single(check => check.Id == "issuer-key").Reason);
            Assert.Equal(["unknown-issuer"], NotPassed(report));
        }
        var unanswered = await VerifyAsync(app, copy, anchor: null, isAnswered: false);
        Assert.Equal("certificate-unknown", unanswered.Checks.Single(check => check.Id == "issuer-key").Reason);
        var trusted = app.Get<IssuerService.Publishing.TrustList>();
        var entry = await trusted.FindByAddressAsync(Centre);
        Assert.Equal(Verdict.Valid, (await VerifyAsync(app, copy, anchor: null, entry)).Verdict);
        Assert.Equal(Verdict.Valid, (await VerifyAsync(app, copy, _authority.Root, entry)).Verdict);
        // A certificate may name a host of many centres: it adds no key to those that the trust list knows of one.
        using var stranger = PrivateKey.Generate(KeyAlgorithm.P256);
        var another = entry! with { Keys = [new KeyPeriod(entry.Did.Value + "#other", stranger.PublicKey, DateTimeOffset.UnixEpoch)] };
        var refused = await VerifyAsync(app, copy, _authority.Root, another);
        Assert.Equal((Verdict.Invalid, "certificate-refused"), (refused.Verdict, refused.Checks.Single(check => check.Id == "issuer-key").Reason));

        using var staff = await app.AsAsync(CallerRole.Issuer, "demo");
        using (var revoked = await staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status = "revoked" }))
            Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal("revoked", (await VerifyAsync(app, copy, _authority.Root)).Checks.Single(check => check.Id == "status").Reason);
        Assert.Empty(_warnings.Texts);
    }

    [Fact]
    public async Task What_has_no_end_carries_none()
    {
        var key = await PrepareAsync();
        await using var app = await StartAsync(Leaf(key), _authority.Middle);
        using var staff = await app.AsAsync(CallerRole.Issuer, "demo");
        var id = await CredentialFormTests.AwardAsync(staff);
        var body = (await CredentialFormTests.GetAsync(staff, id, "application/dc+sd-jwt")).Body;
        Assert.False(Read(body).SdJwt.Jws.Header.TryGetProperty("x5c", out _));
    }

    [Fact]
    public async Task After_a_rotation_or_its_end_the_certificate_is_left_out_with_a_warning()
    {
        var key = await PrepareAsync();
        await using (var app = await StartAsync(Leaf(key), _authority.Middle))
        {
            app.Time.Move(TimeSpan.FromDays(400));
            var (_, expired) = await TakeAsync(app);
            await AssertHasNoneAsync(app, expired);
            Assert.Contains("has expired", Assert.Single(_warnings.Texts), StringComparison.Ordinal);
            app.Time.Move(-TimeSpan.FromDays(400));
            Assert.True(Read((await TakeAsync(app)).Copy).SdJwt.Jws.Header.TryGetProperty("x5c", out _));
            Assert.True((await app.Get<CreateKey>().RunAsync("demo", KeyAlgorithm.P256)).IsSuccess);
            await app.Get<RetireKey>().RunAsync("demo", "key-2");
            await AssertHasNoneAsync(app, (await TakeAsync(app)).Copy);
            Assert.Equal(2, _warnings.Texts.Count);
        }

        // Nor does the next start fail for what was right once.
        await using var again = await StartAsync(Leaf(key), _authority.Middle);
        await AssertHasNoneAsync(again, (await TakeAsync(again)).Copy);
        Assert.Equal(3, _warnings.Texts.Count);
    }

    [Fact]
    public async Task What_can_never_be_right_refuses_the_start_and_says_why()
    {
        var key = await PrepareAsync();
        using var stranger = PrivateKey.Generate(KeyAlgorithm.P256);
        var good = Leaf(key);
        foreach (var (certificates, why) in new (X509Certificate2[], string)[]
        {
            ([Leaf(stranger.PublicKey), _authority.Middle], "a key that the centre never had"),
            ([Leaf(key, IssuerApp.PublicUrl + "/centres/arts"), _authority.Middle], $"names neither {Centre}"),
            ([_authority.Root], "self-signed"),
            ([_authority.Middle, _authority.Root], "an authority's"),
            ([good, _authority.Root], "vouches for it"),
            ([good, _authority.Root, _authority.Middle], "vouches for it"),
            ([], "1 to 8 certificates"),
        })
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(certificates));
            Assert.StartsWith("IssuerService:Certificates:demo: ", refused.Message, StringComparison.Ordinal);
            Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        }
        foreach (var (setting, why) in new[]
        {
            (Setting + Path.Combine(_folder.Path, "none.pem"), "cannot be read"),
            ($"--IssuerService:Certificates:arts={TestAuthority.Write(_folder.Path, "arts.pem", good)}", "IssuerService:Certificates:arts: there is no such centre"),
        })
            Assert.Contains(why, (await Assert.ThrowsAsync<InvalidOperationException>(() => IssuerApp.StartAsync(_folder.Path, settings: setting))).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
        _warnings.Dispose();
    }

    /// <returns>The key that the centre signs with for wallets.</returns>
    private async Task<PublicKey> PrepareAsync()
    {
        await using var app = await IssuerApp.StartAsync(_folder.Path);
        using var staff = await app.WithAchievementAsync();
        return (await app.Get<CreateKey>().RunAsync("demo", KeyAlgorithm.P256)).Value.Key;
    }

    private Task<IssuerApp> StartAsync(params X509Certificate2[] certificates) => IssuerApp.StartAsync(
        _folder.Path, services: services => services.AddSingleton<ILoggerProvider>(_warnings),
        settings: Setting + TestAuthority.Write(_folder.Path, "chain.pem", certificates));

    private X509Certificate2 Leaf(PublicKey key, string issuer = Centre) =>
        _authority.Certify(key, issuer, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(365));

    private static async Task<(string Id, byte[] Copy)> TakeAsync(IssuerApp app)
    {
        using var staff = await app.AsAsync(CallerRole.Issuer, "demo");
        var id = await CredentialFormTests.AwardAsync(staff);
        using var wallet = new TestWallet(app.AsEveryone(), app.Time);
        Assert.Equal(HttpStatusCode.OK, (await wallet.TokenAsync(await WalletIssuanceTests.OfferAsync(staff, id, "dc+sd-jwt", wallet))).Status);
        var answer = await wallet.CredentialAsync(wallet.Proof(await wallet.NonceAsync()));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return (id, System.Text.Encoding.ASCII.GetBytes(answer.Body.GetProperty("credentials")[0].GetProperty("credential").GetString()!));
    }

    private static async Task AssertHasNoneAsync(IssuerApp app, byte[] copy)
    {
        Assert.False(Read(copy).SdJwt.Jws.Header.TryGetProperty("x5c", out _));
        var list = StatusListToken.Parse(await app.AsEveryone().GetByteArrayAsync(Read(copy).Status!.Uri)).Value;
        Assert.False(list.Jws.Header.TryGetProperty("x5c", out _));
    }

    /// <summary>By the verifier's own gathering, with what the centre publishes.</summary>
    private async Task<VerificationReport> VerifyAsync(IssuerApp app, byte[] copy, X509Certificate2? anchor, TrustedIssuer? trusted = null, bool isAnswered = true)
    {
        var file = anchor is null ? null : TestAuthority.Write(_folder.Path, "anchors.pem", anchor);
        using var verifier = new Verifier(change: options => options.TrustAnchorsFile = file);
        verifier.Clock.Advance(app.Time.GetUtcNow() - verifier.Clock.GetUtcNow());
        var credential = Read(copy);
        foreach (var url in (string[])[credential.Status!.Uri, credential.Type, .. isAnswered ? [JwtVcIssuerMetadata.LocationOf(Centre, acceptHttp: true).Value.AbsoluteUri] : Array.Empty<string>()])
            verifier.Published[url] = await app.AsEveryone().GetByteArrayAsync(url);
        if (trusted is not null)
            verifier.Trusted[trusted.Did] = trusted;
        return await verifier.Verify.RunAsync(PresentedCredential.Parse(copy).Value, CancellationToken.None);
    }

    private static string[] NotPassed(VerificationReport report) => [.. report.Checks.Where(check => check.Outcome != CheckOutcome.Passed && check.Reason != "holder-not-shown").Select(check => check.Reason)];

    private static SdJwtVc Read(byte[] copy) => SdJwtVc.Parse(copy).Value;

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Texts { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            if (text.StartsWith("The certificate of", StringComparison.Ordinal))
                Texts.Enqueue(text);
        }

        public void Dispose()
        {
        }
    }
}
