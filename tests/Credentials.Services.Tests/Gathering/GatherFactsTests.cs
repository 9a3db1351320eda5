using System.Text.Json;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.PublicVerifier.Gathering;
using Credentials.Verifying;

namespace Credentials.Services.Tests.Gathering;

public class GatherFactsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_strangers_credential_is_checked_with_what_the_stranger_publishes()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = ForeignIssuer.On(stranger);
        var url = stranger.Origin + "/status/1";
        stranger.Answer("/.well-known/did.json", issuer.Document());
        stranger.Answer("/status/1", issuer.List(url, revoked: 8));
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        var good = await VerifyAsync(verifier, issuer.Credential(url, 7));
        var revoked = await VerifyAsync(verifier, issuer.Credential(url, 8));

        Assert.Equal(Verdict.Undetermined, good.Verdict);
        Assert.Equal(["unknown-issuer"], good.Checks.Where(check => check.Outcome != CheckOutcome.Passed).Select(check => check.Reason));
        Assert.Contains(Reasons.Revoked, revoked.Checks);
        Assert.Equal((1, 1), (stranger.TimesAsked("/.well-known/did.json"), stranger.TimesAsked("/status/1")));
    }

    [Theory]
    [InlineData("did:web:127.0.0.1")]
    [InlineData("did:web:169.254.169.254")]
    [InlineData("did:web:10.0.0.1%3A8080")]
    [InlineData("did:web:localhost%3A5001")]
    [InlineData("did:web:%5B%3A%3A1%5D")]
    [InlineData("did:web:0x7f000001")]
    public async Task A_DID_that_leads_inside_is_undetermined_with_a_reason(string did)
    {
        using var verifier = new Verifier();

        var report = await VerifyAsync(verifier, new ForeignIssuer(did).Credential());

        var check = report.Checks.Single(check => check.Id == CheckIds.IssuerKey);
        Assert.Equal(("did-document-unreachable", CheckOutcome.Undetermined), (check.Reason, check.Outcome));
        Assert.NotEmpty(check.Detail!);
        Assert.Equal(Verdict.Undetermined, report.Verdict);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5001/list")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://[::1]/list")]
    [InlineData("file:///etc/passwd")]
    public async Task A_status_list_that_lies_inside_is_undetermined_with_a_reason(string url)
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = ForeignIssuer.On(stranger);
        stranger.Answer("/.well-known/did.json", issuer.Document());
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        var check = (await VerifyAsync(verifier, issuer.Credential(url))).Checks.Single(check => check.Id == CheckIds.Status);

        Assert.Equal(("list-unreachable", CheckOutcome.Undetermined), (check.Reason, check.Outcome));
        Assert.NotEmpty(check.Detail!);
    }

    [Fact]
    public async Task A_DID_of_its_own_key_needs_nobody()
    {
        using var verifier = new Verifier("Production");
        var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var document = DidDocument.FromIdentifier(DidDocument.ToDidKey(key.PublicKey)).Value;

        Assert.Equal(new Gathered<DidDocument>.Found(document).Value.Id, Assert.IsType<Gathered<DidDocument>.Found>(
            await verifier.Documents.ResolveAsync(document.Id, CancellationToken.None)).Value.Id);
    }

    [Fact]
    public async Task A_document_that_is_none_leaves_it_open_and_a_missing_one_does_not()
    {
        await using var stranger = await Stranger.StartAsync();
        var (broken, missing, other) = (At(stranger, "broken"), At(stranger, "missing"), At(stranger, "other"));
        stranger.Answer("/broken/did.json", "<html>"u8.ToArray());
        stranger.Answer("/other/did.json", ForeignIssuer.On(stranger).Document());
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        Assert.Contains((await VerifyAsync(verifier, broken.Credential())).Checks, check => check.Reason == "did-document-unreachable");
        Assert.Contains((await VerifyAsync(verifier, other.Credential())).Checks, check => check.Reason == "did-document-unreachable");
        Assert.Contains((await VerifyAsync(verifier, missing.Credential())).Checks, check => check.Reason == "did-not-found");
    }

    [Theory]
    [InlineData("max-age=60", 59, 1)]
    [InlineData("max-age=60", 61, 2)]
    [InlineData("no-store", 0, 2)]
    [InlineData("max-age=0", 0, 2)]
    [InlineData(null, 299, 1)]
    [InlineData(null, 301, 2)]
    [InlineData("max-age=31536000", 3599, 1)]
    [InlineData("max-age=31536000", 3601, 2)]
    public async Task A_document_is_kept_as_long_as_it_says_within_bounds(string? cacheControl, int seconds, int asked)
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = ForeignIssuer.On(stranger);
        stranger.Answer("/.well-known/did.json", issuer.Document(), cacheControl);
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        await VerifyAsync(verifier, issuer.Credential());
        verifier.Clock.Advance(seconds * Second);
        await VerifyAsync(verifier, issuer.Credential());

        Assert.Equal(asked, stranger.TimesAsked("/.well-known/did.json"));
    }

    [Theory]
    [InlineData(10, null, 9, 1)]
    [InlineData(10, null, 11, 2)]
    [InlineData(600, "max-age=30", 31, 2)]
    [InlineData(30, "max-age=600", 31, 2)]
    public async Task A_list_is_kept_for_the_shorter_of_its_own_time_and_the_answers(int ttl, string? cacheControl, int seconds, int asked)
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = ForeignIssuer.On(stranger);
        var url = stranger.Origin + "/list";
        stranger.Answer("/.well-known/did.json", issuer.Document());
        stranger.Answer("/list", issuer.List(url, ttl * Second), cacheControl);
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        await VerifyAsync(verifier, issuer.Credential(url));
        verifier.Clock.Advance(seconds * Second);
        await VerifyAsync(verifier, issuer.Credential(url));

        Assert.Equal(asked, stranger.TimesAsked("/list"));
    }

    [Fact]
    public async Task A_failure_is_kept_for_a_moment_only()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = ForeignIssuer.On(stranger);
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        await VerifyAsync(verifier, issuer.Credential());
        await VerifyAsync(verifier, issuer.Credential());
        Assert.Equal(1, stranger.TimesAsked("/.well-known/did.json"));
        stranger.Answer("/.well-known/did.json", issuer.Document());
        verifier.Clock.Advance(11 * Second);

        Assert.Contains(Reasons.SignatureRight, (await VerifyAsync(verifier, issuer.Credential())).Checks);
    }

    [Fact]
    public async Task Many_who_ask_at_once_cost_one_fetch()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = ForeignIssuer.On(stranger);
        var release = new TaskCompletionSource();
        stranger.Answer("/.well-known/did.json", async context =>
        {
            await release.Task;
            await context.Response.Body.WriteAsync(issuer.Document());
        });
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);
        using var impatient = new CancellationTokenSource();

        var first = verifier.Documents.ResolveAsync(issuer.Did, impatient.Token).AsTask();
        var others = Enumerable.Range(0, 50).Select(_ => VerifyAsync(verifier, issuer.Credential())).ToArray();
        await impatient.CancelAsync();
        release.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.All(await Task.WhenAll(others), report => Assert.Contains(Reasons.SignatureRight, report.Checks));
        Assert.Equal(1, stranger.TimesAsked("/.well-known/did.json"));
    }

    [Fact]
    public async Task What_this_installation_publishes_is_read_without_HTTP_and_never_old()
    {
        var issuer = new ForeignIssuer("did:web:localhost%3A5080:centres:demo");
        const string url = "http://localhost:5080/status/1/revocation";
        using var verifier = new Verifier();
        verifier.Published["http://localhost:5080/centres/demo/did.json"] = issuer.Document();
        verifier.Published[url] = issuer.List(url);

        Assert.Contains(Reasons.Active, (await VerifyAsync(verifier, issuer.Credential(url))).Checks);
        verifier.Published[url] = issuer.List(url, revoked: 7);
        Assert.Contains(Reasons.Revoked, (await VerifyAsync(verifier, issuer.Credential(url))).Checks);
    }

    [Fact]
    public async Task A_key_that_the_trust_list_knows_needs_no_document()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = ForeignIssuer.On(stranger);
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);
        var centre = new Centre("c", "Centre", default, new CentreAddress("BE", "Vlaanderen"), []);
        verifier.Trusted[issuer.Did] = new TrustedIssuer(
            issuer.Did, centre, [new KeyPeriod(issuer.Key.VerificationMethod, issuer.Key.PrivateKey.PublicKey, ForeignIssuer.Signed.AddDays(-1))]);

        Assert.Contains(Reasons.KeyInHistory, (await VerifyAsync(verifier, issuer.Credential())).Checks);
        Assert.Equal(0, stranger.TimesAsked("/.well-known/did.json"));
    }

    [Fact]
    public async Task A_list_signed_by_another_than_the_credential_fails()
    {
        await using var stranger = await Stranger.StartAsync();
        var (issuer, other) = (ForeignIssuer.On(stranger), At(stranger, "other"));
        var url = stranger.Origin + "/list";
        stranger.Answer("/.well-known/did.json", issuer.Document());
        stranger.Answer("/other/did.json", other.Document());
        stranger.Answer("/list", other.List(url));
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        Assert.Contains(Reasons.ListIssuerDiffers, (await VerifyAsync(verifier, issuer.Credential(url))).Checks);
    }

    [Theory]
    [InlineData(TrustedIssuer.LocalRegister, true, 1, "not-recorded")]
    [InlineData(TrustedIssuer.LocalRegister, false, 0, "key-in-history")]
    [InlineData("elsewhere", true, 0, "signed-before-compromise")]
    public async Task The_register_is_asked_for_what_a_compromised_key_of_our_own_signed_and_for_nothing_else(
        string register, bool isCompromised, int asked, string reason)
    {
        var issuer = new ForeignIssuer("did:web:localhost%3A5080:centres:demo");
        using var verifier = new Verifier();
        var key = new KeyPeriod(
            issuer.Key.VerificationMethod, issuer.Key.PrivateKey.PublicKey, ForeignIssuer.Signed.AddDays(-1),
            CompromisedFrom: isCompromised ? ForeignIssuer.Signed.AddHours(1) : null);
        var centre = new Centre("demo", "Centre", default, new CentreAddress("BE", "Vlaanderen"), []);
        verifier.Trusted[issuer.Did] = new TrustedIssuer(issuer.Did, centre, [key])
        {
            Register = register,
        };

        var report = await VerifyAsync(verifier, issuer.Credential(id: $"urn:uuid:{Guid.NewGuid()}"));

        Assert.Contains(report.Checks, check => check.Reason == reason);
        Assert.Equal(asked, verifier.TimesRegisterAsked);
    }

    [Fact]
    public async Task A_presentation_makes_the_verifier_ask_for_sixteen_addresses_and_leaves_the_rest_open()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = ForeignIssuer.On(stranger);
        stranger.Answer("/.well-known/did.json", issuer.Document());
        var paths = Enumerable.Range(0, 16).Select(number => $"/list/{number}").ToList();
        foreach (var path in paths)
            stranger.Answer(path, issuer.List(stranger.Origin + path));
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        var report = await VerifyAsync(verifier, Presentation(paths.Select(path => issuer.Credential(stranger.Origin + path))));

        Assert.Equal(FetchAllowance.MaxAddresses, paths.Append("/.well-known/did.json").Count(path => stranger.TimesAsked(path) == 1));
        var status = report.Contained.Select(contained => contained.Checks.Single(check => check.Id == CheckIds.Status)).ToList();
        Assert.Equal(15, status.Count(check => check == Reasons.Active));
        var left = Assert.Single(status, check => check.Outcome == CheckOutcome.Undetermined);
        Assert.Equal("list-unreachable", left.Reason);
        Assert.Contains("more addresses", left.Detail, StringComparison.Ordinal);
        Assert.Equal(Verdict.Undetermined, report.Verdict);
    }

    [Fact]
    public async Task Sixteen_credentials_with_one_list_ask_for_it_once()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = ForeignIssuer.On(stranger);
        stranger.Answer("/.well-known/did.json", issuer.Document());
        stranger.Answer("/list", issuer.List(stranger.Origin + "/list"));
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        var report = await VerifyAsync(verifier, Presentation(Enumerable.Repeat(issuer.Credential(stranger.Origin + "/list"), 16)));

        Assert.All(report.Contained, contained => Assert.Contains(Reasons.Active, contained.Checks));
        Assert.Equal((1, 1), (stranger.TimesAsked("/list"), stranger.TimesAsked("/.well-known/did.json")));
    }

    private static byte[] Presentation(IEnumerable<byte[]> tokens) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["@context"] = new[] { "https://www.w3.org/ns/credentials/v2" },
        ["type"] = "VerifiablePresentation",
        ["verifiableCredential"] = tokens.Select(token => new Dictionary<string, string>
        {
            ["@context"] = "https://www.w3.org/ns/credentials/v2",
            ["type"] = "EnvelopedVerifiableCredential",
            ["id"] = "data:application/vc+jwt," + System.Text.Encoding.ASCII.GetString(token),
        }),
    });

    private static ForeignIssuer At(Stranger stranger, string path) => new($"did:web:localhost%3A{stranger.Port}:{path}");

    private static async Task<VerificationReport> VerifyAsync(Verifier verifier, byte[] credential) =>
        (await verifier.Verify.RunAsync(credential, CancellationToken.None)).Value;
}
