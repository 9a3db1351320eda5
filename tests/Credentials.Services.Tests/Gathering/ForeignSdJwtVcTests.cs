using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Verifying;
using static Credentials.Services.Tests.Gathering.ForeignSdJwtIssuer;

namespace Credentials.Services.Tests.Gathering;

/// <summary>SD-JWT VCs of strangers, checked with what their addresses answer; nobody knows the issuer, so that the best verdict is undetermined.</summary>
public class ForeignSdJwtVcTests
{
    [Fact]
    public async Task A_strangers_SD_JWT_VC_is_checked_with_what_the_stranger_publishes()
    {
        var (report, stranger) = await VerifyAsync((_, issuer) => issuer.Credential());

        Assert.Equal(["unknown-issuer"], report.Checks.Where(check => check.Outcome != CheckOutcome.Passed).Select(check => check.Reason));
        Assert.Equal(
            ["well-formed", "signature-right", "key-published", "unknown-issuer", "in-period", "active", "as-type-says", "complete-as-shown"],
            report.Checks.Select(check => check.Reason));
        Assert.Equal((1, 1, 1), (stranger.TimesAsked(MetadataPath), stranger.TimesAsked(TypePath), stranger.TimesAsked(ListPath)));
        var credential = report.Credential!;
        Assert.Equal((null, stranger.Origin + "/school", null), (credential.Issuer!.Did, credential.Issuer.Address, credential.Issuer.Name));
        Assert.Equal([("Naam van de badge", "Lassen"), ("Grade", "18/20")], credential.Claims.Select(claim => (claim.NameIn("nl"), claim.Text)));
    }

    [Theory]
    [InlineData("wrong-key", "proof", "signature-wrong")]
    [InlineData("unpublished-key", "issuer-key", "key-not-published")]
    [InlineData("other-issuers-metadata", "issuer-key", "metadata-refused")]
    [InlineData("no-metadata", "issuer-key", "metadata-unreachable")]
    [InlineData("metadata-is-html", "issuer-key", "metadata-refused")]
    [InlineData("expired", "validity", "expired")]
    [InlineData("not-yet-valid", "validity", "not-yet-valid")]
    [InlineData("reversed", "validity", "period-reversed")]
    [InlineData("signed-in-future", "issuer-key", "signed-in-future")]
    [InlineData("no-status", "status", "no-status")]
    [InlineData("revoked", "status", "revoked")]
    [InlineData("suspended", "status", "suspended")]
    [InlineData("status-of-its-own", "status", "unknown-status-purpose")]
    [InlineData("list-of-another-address", "status", "list-of-another-address")]
    [InlineData("list-expired", "status", "list-expired")]
    [InlineData("list-too-short", "status", "index-out-of-range")]
    [InlineData("list-of-another-key", "status", "list-signature-wrong")]
    [InlineData("list-gone", "status", "list-not-found")]
    [InlineData("list-is-a-bitstring", "status", "list-malformed")]
    [InlineData("altered-type", "schema", "type-altered")]
    [InlineData("not-as-its-type", "schema", "not-as-type-says")]
    [InlineData("type-gone", "schema", "type-not-described")]
    [InlineData("type-is-html", "schema", "type-unusable")]
    [InlineData("type-without-address", "schema", "type-not-described")]
    public async Task Each_condition_has_its_own_answer(string condition, string check, string reason)
    {
        var (report, _) = await VerifyAsync((stranger, issuer) => Spoil(condition, stranger, issuer));

        var found = report.Checks.Single(one => one.Id == check);
        Assert.Equal(reason, found.Reason);
        var isFine = reason is "no-status" or "type-not-described";
        Assert.Equal(isFine, found.Outcome == CheckOutcome.Passed);
        Assert.Equal(found.Outcome == CheckOutcome.Failed ? Verdict.Invalid : Verdict.Undetermined, report.Verdict);
        Assert.Equal(check is "proof" or "issuer-key", report.Credential is null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public async Task Lists_of_every_width_are_read(int bits)
    {
        for (byte status = 0; status < 2; status++)
        {
            var value = status;
            var (report, _) = await VerifyAsync((stranger, issuer) =>
            {
                stranger.Answer(ListPath, issuer.List(bits, status: value));
                return issuer.Credential();
            });
            Assert.Equal(value == 0 ? "active" : "revoked", report.Checks.Single(check => check.Id == "status").Reason);
        }
    }

    [Fact]
    public async Task Changed_added_and_doubled_disclosures_are_refused_with_a_report()
    {
        foreach (var spoil in new Func<string, string>[]
        {
            text => $"{text}{StrictBase64Url.Encode("[\"c2FsdA\",\"grade\",\"20/20\"]"u8)}~",
            text => text.Replace(text.Split('~')[1], StrictBase64Url.Encode("[\"c2FsdA\",\"grade\",\"20/20\"]"u8), StringComparison.Ordinal),
            text => $"{text}{text.Split('~')[1]}~",
            text => text + "~",
        })
        {
            var (report, _) = await VerifyAsync((_, issuer) => spoil(issuer.Credential()));
            Assert.Equal((Verdict.Invalid, "sd-jwt-malformed", null), (report.Verdict, report.Checks[0].Reason, report.Credential));
        }

        var (hidden, _) = await VerifyAsync((_, issuer) => issuer.Credential().Split('~')[0] + "~");
        Assert.Equal(["name"], hidden.Credential!.Claims.Select(claim => claim.Name));
    }

    [Fact]
    public async Task Keys_behind_a_jwks_uri_and_keys_of_a_DID_are_found()
    {
        var (indirect, _) = await VerifyAsync((stranger, issuer) =>
        {
            var metadata = JsonElement.Parse(Metadata(issuer.Issuer, issuer.Key));
            stranger.Answer("/keys", JsonSerializer.SerializeToUtf8Bytes(metadata.GetProperty("jwks")));
            stranger.Answer(MetadataPath, JsonSerializer.SerializeToUtf8Bytes(new { issuer = issuer.Issuer, jwks_uri = stranger.Origin + "/keys" }));
            return issuer.Credential();
        });
        Assert.Contains(Reasons.KeyPublished, indirect.Checks);

        var (byDid, _) = await VerifyAsync((stranger, issuer) =>
        {
            var did = ForeignIssuer.On(stranger);
            stranger.Answer("/.well-known/did.json", did.Document());
            return issuer.Credential(draft => draft with { Issuer = did.Did.Value, Status = null }, did.Key with { VerificationMethod = "#key-1" });
        });
        Assert.Contains(Reasons.KeyInDocument, byDid.Checks);
        Assert.Equal(Verdict.Undetermined, byDid.Verdict);

        var (ofItself, _) = await VerifyAsync((_, issuer) => issuer.Credential(
            draft => draft with { Issuer = DidDocument.ToDidJwk(issuer.Key.PrivateKey.PublicKey).Value, Status = null }, issuer.Key with { VerificationMethod = "#0" }));
        Assert.Contains(Reasons.KeyInDocument, ofItself.Checks);

        var (ofAnother, _) = await VerifyAsync((_, issuer) => issuer.Credential(
            draft => draft with { Issuer = "did:web:other.example" }, issuer.Key with { VerificationMethod = "did:web:stranger.example#key-1" }));
        Assert.Contains(Reasons.KeyOfAnother, ofAnother.Checks);
    }

    [Fact]
    public async Task A_certificate_counts_where_a_trusted_authority_vouches_for_it()
    {
        using var folder = new Apps.TemporaryFolder();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(Noon.AddYears(-1), Noon.AddYears(1));
        var anchors = Path.Combine(folder.Path, "anchors.pem");
        await File.WriteAllTextAsync(anchors, authority.ExportCertificatePem());
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leafRequest = new CertificateRequest("CN=School", leafKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("school.example");
        leafRequest.CertificateExtensions.Add(names.Build());
        using var leaf = leafRequest.Create(authority, Noon.AddDays(-10), Noon.AddDays(10), [1, 2, 3]);
        var key = new SigningKey("k1", PrivateKey.Parse(leafKey.ExportPkcs8PrivateKeyPem()).Value);

        string Credential(ForeignSdJwtIssuer issuer, string name) =>
            issuer.Credential(draft => draft with { Issuer = name, Status = null }, key, [leaf.RawData]);
        var (trusted, _) = await VerifyAsync((_, issuer) => Credential(issuer, "https://school.example"), anchors);
        Assert.Contains(Reasons.KeyCertified, trusted.Checks);
        Assert.Equal("Lassen", trusted.Credential!.Claims[0].Text);
        var (unknown, _) = await VerifyAsync((_, issuer) => Credential(issuer, "https://school.example"));
        Assert.Equal((Verdict.Undetermined, "certificate-unknown"), (unknown.Verdict, unknown.Checks.Single(check => check.Id == "issuer-key").Reason));
        var (another, _) = await VerifyAsync((_, issuer) => Credential(issuer, "https://other.example"), anchors);
        Assert.Equal((Verdict.Invalid, "certificate-refused"), (another.Verdict, another.Checks.Single(check => check.Id == "issuer-key").Reason));
    }

    [Fact]
    public async Task A_holders_proof_is_checked_and_that_there_is_none_is_said()
    {
        using var holder = PrivateKey.Generate(KeyAlgorithm.P256);
        using var thief = PrivateKey.Generate(KeyAlgorithm.P256);
        string Bound(ForeignSdJwtIssuer issuer) => issuer.Credential(draft => draft with { HolderKey = holder.PublicKey });
        string Proven(string sdJwt, PrivateKey key, DateTimeOffset? at = null) =>
            KeyBindingJwt.Bind(key, sdJwt, DisclosureHash.Sha256, "https://employer.example", "n-1", at ?? Noon.AddHours(-1));
        foreach (var (present, reason, outcome) in new (Func<string, string>, string, CheckOutcome)[]
        {
            (text => text, "holder-not-shown", CheckOutcome.Undetermined),
            (text => Proven(text, holder), "holder-signed-without-challenge", CheckOutcome.Passed),
            (text => Proven(text, thief), "holder-unproven", CheckOutcome.Failed),
            (text => Proven(text, holder, Noon.AddHours(1)), "presentation-in-future", CheckOutcome.Failed),
            (text => text.Split('~')[0] + "~" + Proven(text, holder).Split('~')[^1], "key-binding-of-another", CheckOutcome.Failed),
        })
        {
            var (report, _) = await VerifyAsync((_, issuer) => present(Bound(issuer)));
            var check = report.Checks.Single(one => one.Id == "holder-binding");
            Assert.Equal((reason, outcome), (check.Reason, check.Outcome));
            Assert.Equal(outcome == CheckOutcome.Failed ? Verdict.Invalid : Verdict.Undetermined, report.Verdict);
        }

        var (unbound, _) = await VerifyAsync((_, issuer) => Proven(issuer.Credential(), holder));
        Assert.Contains(Reasons.HolderNotBound, unbound.Checks);
    }

    [Fact]
    public async Task A_list_is_kept_for_its_own_issuer_and_not_beyond_its_end()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = new ForeignSdJwtIssuer(stranger);
        issuer.Publish();
        stranger.Answer(ListPath, issuer.List(validFor: TimeSpan.FromMinutes(10)));
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);
        var credential = issuer.Credential();
        await CheckAsync(verifier, credential);
        await CheckAsync(verifier, credential);
        Assert.Equal(1, stranger.TimesAsked(ListPath));
        stranger.Answer(ListPath, issuer.List(status: TokenStatus.Invalid));
        verifier.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Contains(Reasons.Revoked, (await CheckAsync(verifier, credential)).Checks);

        // Whoever names another's list gets no answer out of what is kept for that other.
        var other = issuer.Key with { PrivateKey = PrivateKey.Generate(KeyAlgorithm.P256) };
        stranger.Answer("/.well-known/jwt-vc-issuer/thief", Metadata(stranger.Origin + "/thief", other));
        var foreign = await CheckAsync(verifier, issuer.Credential(draft => draft with { Issuer = stranger.Origin + "/thief" }, other));
        Assert.Contains(Reasons.ListSignatureWrong, foreign.Checks);
    }

    [Fact]
    public async Task A_bundle_of_SD_JWT_VCs_knocks_on_no_more_doors_than_any_other()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = new ForeignSdJwtIssuer(stranger);
        var asked = new List<string>();
        stranger.Answer(MetadataPath, Metadata(issuer.Issuer, issuer.Key));
        for (var number = 0; number < 12; number++)
        {
            var list = $"/lists/{number}";
            stranger.Answer(list, issuer.List(url: stranger.Origin + list));
            asked.Add(list);
            stranger.Answer($"/kinds/{number}", issuer.TypeDocument);
            asked.Add($"/kinds/{number}");
        }

        var bundle = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["@context"] = new[] { "https://www.w3.org/ns/credentials/v2" },
            ["type"] = "VerifiablePresentation",
            ["verifiableCredential"] = Enumerable.Range(0, 12).Select(number => new Dictionary<string, object>
            {
                ["@context"] = "https://www.w3.org/ns/credentials/v2",
                ["type"] = "EnvelopedVerifiableCredential",
                ["id"] = "data:application/dc+sd-jwt," + issuer.Credential(draft => draft with
                {
                    Type = $"{stranger.Origin}/kinds/{number}",
                    TypeIntegrity = null,
                    Status = new TokenStatusReference($"{stranger.Origin}/lists/{number}", 7),
                }),
            }).ToArray(),
        });
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);
        var report = (await verifier.Verify.RunAsync(bundle, CancellationToken.None)).Value;

        Assert.Equal(12, report.Contained.Count);
        Assert.Equal(16, asked.Sum(stranger.TimesAsked) + stranger.TimesAsked(MetadataPath));
        Assert.Contains(report.Contained, one => one.Checks.Any(check => check.Reason == "list-unreachable" && check.Detail!.Contains("more addresses", StringComparison.Ordinal)));
        Assert.All(report.Contained, one => Assert.DoesNotContain(one.Checks, check => check.Id == "holder-binding"));
    }

    [Theory]
    [InlineData("https://10.0.0.1/school")]
    [InlineData("http://localhost:1/school")]
    public async Task An_issuer_that_leads_inside_is_undetermined_with_a_reason(string address)
    {
        var (report, _) = await VerifyAsync((_, issuer) => issuer.Credential(draft => draft with { Issuer = address, Status = null }));
        var check = report.Checks.Single(one => one.Id == "issuer-key");
        Assert.Equal(("metadata-unreachable", Verdict.Undetermined, null), (check.Reason, report.Verdict, report.Credential));
        Assert.NotEmpty(check.Detail!);
    }

    private static string Spoil(string condition, Stranger stranger, ForeignSdJwtIssuer issuer)
    {
        var other = issuer.Key with { PrivateKey = PrivateKey.Generate(KeyAlgorithm.P256) };
        switch (condition)
        {
            case "wrong-key":
                return issuer.Credential(key: other);
            case "unpublished-key":
                return issuer.Credential(key: other with { VerificationMethod = "k2" });
            case "other-issuers-metadata":
                stranger.Answer(MetadataPath, Metadata(stranger.Origin + "/another", issuer.Key));
                break;
            case "no-metadata":
                return issuer.Credential(draft => draft with { Issuer = stranger.Origin + "/nobody", Status = null });
            case "metadata-is-html":
                stranger.Answer(MetadataPath, "<html>"u8.ToArray());
                break;
            case "expired":
                return issuer.Credential(draft => draft with { Expires = Noon });
            case "not-yet-valid":
                return issuer.Credential(draft => draft with { NotBefore = Noon.AddSeconds(1) });
            case "reversed":
                return issuer.Credential(draft => draft with { NotBefore = Noon.AddYears(2) });
            case "signed-in-future":
                return issuer.Credential(draft => draft with { IssuedAt = Noon.AddMinutes(6) });
            case "no-status":
                return issuer.Credential(draft => draft with { Status = null });
            case "revoked":
                stranger.Answer(ListPath, issuer.List(status: TokenStatus.Invalid));
                break;
            case "suspended":
                stranger.Answer(ListPath, issuer.List(status: TokenStatus.Suspended));
                break;
            case "status-of-its-own":
                stranger.Answer(ListPath, issuer.List(bits: 4, status: 0x0C));
                break;
            case "list-of-another-address":
                stranger.Answer(ListPath, issuer.List(url: issuer.ListUrl + "0"));
                break;
            case "list-expired":
                stranger.Answer(ListPath, issuer.List(signed: Noon.AddHours(-2), validFor: TimeSpan.FromHours(2)));
                break;
            case "list-too-short":
                return issuer.Credential(draft => draft with { Status = new TokenStatusReference(issuer.ListUrl, 64) });
            case "list-of-another-key":
                stranger.Answer(ListPath, issuer.List(key: other));
                break;
            case "list-gone":
                return issuer.Credential(draft => draft with { Status = new TokenStatusReference(issuer.ListUrl + "0", 7) });
            case "list-is-a-bitstring":
                stranger.Answer(ListPath, ForeignIssuer.On(stranger).List(issuer.ListUrl));
                break;
            case "altered-type":
                stranger.Answer(TypePath, [.. issuer.TypeDocument, (byte)'\n']);
                break;
            case "not-as-its-type":
                return issuer.Credential(draft => draft with { Claims = new SelectiveObject().AddDisclosable("name", "Lassen") });
            case "type-gone":
                return issuer.Credential(draft => draft with { Type = issuer.Type + "s" });
            case "type-is-html":
                stranger.Answer(TypePath, "<html>"u8.ToArray());
                return issuer.Credential(draft => draft with { TypeIntegrity = null });
            case "type-without-address":
                return issuer.Credential(draft => draft with { Type = "urn:example:badge" });
            default:
                throw new ArgumentOutOfRangeException(nameof(condition));
        }

        return issuer.Credential();
    }

    private static async Task<(VerificationReport Report, Stranger Stranger)> VerifyAsync(Func<Stranger, ForeignSdJwtIssuer, string> prepare, string? anchors = null)
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = new ForeignSdJwtIssuer(stranger);
        issuer.Publish();
        var credential = prepare(stranger, issuer);
        using var verifier = new Verifier(change: options => options.TrustAnchorsFile = anchors, allowedOrigins: stranger.Origin);
        return (await CheckAsync(verifier, credential), stranger);
    }

    private static async Task<VerificationReport> CheckAsync(Verifier verifier, string credential) =>
        (await verifier.Verify.RunAsync(System.Text.Encoding.ASCII.GetBytes(credential), CancellationToken.None)).Value;
}
