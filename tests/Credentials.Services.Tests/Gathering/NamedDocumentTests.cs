using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.LinkedData;
using Credentials.PublicVerifier.Gathering;
using Credentials.SdJwtVcs;
using Credentials.Services.Tests.Contexts;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Services.Tests.Gathering;

public class NamedDocumentTests
{
    private const string Schema = """{"$schema": "https://json-schema.org/draft/2020-12/schema", "required": ["issuer"]}""";

    [Fact]
    public async Task A_schema_and_a_related_resource_are_fetched_and_read_once()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = Publish(stranger);
        stranger.Answer("/schema.json", System.Text.Encoding.UTF8.GetBytes(Schema));
        stranger.Answer("/resource", "the resource"u8.ToArray());
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);
        var credential = Sign(issuer, json =>
        {
            json["credentialSchema"] = Named(stranger, "/schema.json", "JsonSchema");
            json["relatedResource"] = new JsonObject { ["id"] = stranger.Origin + "/resource", ["digestSRI"] = SubresourceIntegrity.Of("the resource"u8) };
        });

        var report = await VerifyAsync(verifier, credential);
        await VerifyAsync(verifier, credential);

        Assert.Contains(Reasons.AsSchemaSays, report.Checks);
        Assert.Contains(Reasons.Complete, report.Checks);
        Assert.Equal((1, 1), (stranger.TimesAsked("/schema.json"), stranger.TimesAsked("/resource")));
    }

    [Fact]
    public async Task A_related_resource_that_changed_fails()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = Publish(stranger);
        stranger.Answer("/resource", "another resource"u8.ToArray());
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        var report = await VerifyAsync(verifier, Sign(issuer, json => json["relatedResource"] =
            new JsonObject { ["id"] = stranger.Origin + "/resource", ["digestSRI"] = SubresourceIntegrity.Of("the resource"u8) }));

        Assert.Contains(report.Checks, check => check.Reason == Reasons.RelatedResourceDiffers.Reason);
        Assert.Equal(Verdict.Invalid, report.Verdict);
    }

    [Theory]
    [InlineData("https://www.w3.org/ns/credentials/v2")]
    [InlineData("https://www.w3.org/2018/credentials/v1")]
    [InlineData(AddedContextFile.Url)]
    public async Task A_context_that_is_at_hand_is_compared_and_asked_of_nobody(string url)
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = Publish(stranger);
        var contexts = JsonLdContexts.Bundled.With(AddedContextFile.Url, System.Text.Encoding.UTF8.GetBytes(AddedContextFile.Text)).Value;
        using var verifier = new Verifier(contexts: contexts, allowedOrigins: stranger.Origin);
        var bytes = contexts.FindBytes(url)!.Value.ToArray();
        var multibase = Multibase.EncodeBase64Url([0x12, 0x20, .. SHA256.HashData(bytes)]);

        foreach (var (member, digest, isRight) in ((string, string, bool)[])[
            ("digestSRI", "sha384-" + Convert.ToBase64String(SHA384.HashData(bytes)), true), ("digestMultibase", multibase, true),
            ("digestSRI", "sha384-" + Convert.ToBase64String(SHA384.HashData("another"u8)), false), ("digestMultibase", Multibase.EncodeBase64Url([0x12, 0x20, .. new byte[32]]), false)])
        {
            var report = await VerifyAsync(verifier, Sign(issuer, json => json["relatedResource"] = new JsonArray(new JsonObject { ["id"] = url, [member] = digest })));

            var expected = isRight ? Reasons.Complete : Reasons.RelatedResourceDiffers;
            Assert.Equal((expected.Reason, expected.Outcome), report.Checks.Where(check => check.Id == CheckIds.Content).Select(check => (check.Reason, check.Outcome)).Single());
        }

        // As the schema it is none, and its digest counts all the same.
        var schema = await VerifyAsync(verifier, Sign(issuer, json => json["credentialSchema"] = new JsonObject { ["id"] = url, ["type"] = "JsonSchema", ["digestMultibase"] = multibase }));
        Assert.Equal(Reasons.SchemaUnusable.Reason, schema.Checks.Single(check => check.Id == CheckIds.Schema).Reason);
    }

    [Fact]
    public async Task The_base_context_has_the_digest_that_its_specification_states()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = Publish(stranger);
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        var report = await VerifyAsync(verifier, Sign(issuer, json => json["relatedResource"] = new JsonObject
        {
            ["id"] = "https://www.w3.org/ns/credentials/v2",
            ["digestMultibase"] = Multibase.EncodeBase64Url([0x12, 0x20, .. Convert.FromHexString("59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734")]),
        }));

        Assert.Contains(Reasons.Complete, report.Checks);
    }

    [Fact]
    public async Task A_context_of_which_only_the_content_is_at_hand_is_fetched()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = Publish(stranger);
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);
        const string url = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
        verifier.Published[url] = "as published"u8.ToArray();

        var report = await VerifyAsync(verifier, Sign(issuer, json =>
            json["relatedResource"] = new JsonObject { ["id"] = url, ["digestSRI"] = SubresourceIntegrity.Of("as published"u8) }));

        Assert.Contains(Reasons.Complete, report.Checks);
    }

    [Theory]
    [InlineData("https://169.254.169.254/schema.json")]
    [InlineData("http://127.0.0.1:5001/schema.json")]
    [InlineData("file:///etc/passwd")]
    [InlineData("urn:example:schema")]
    public async Task A_schema_that_lies_inside_or_nowhere_is_undetermined_with_a_reason(string url)
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = Publish(stranger);
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        var report = await VerifyAsync(verifier, Sign(issuer, json => json["credentialSchema"] = new JsonObject { ["id"] = url, ["type"] = "JsonSchema" }));

        var check = report.Checks.Single(check => check.Id == CheckIds.Schema);
        Assert.Equal(("schema-not-available", CheckOutcome.Undetermined), (check.Reason, check.Outcome));
        Assert.NotEmpty(check.Detail!);
    }

    [Fact]
    public async Task A_schema_that_this_installation_publishes_is_asked_of_nobody()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = Publish(stranger);
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);
        verifier.Published["https://own.example/schemas/one.json"] = System.Text.Encoding.UTF8.GetBytes(Schema);

        var report = await VerifyAsync(verifier, Sign(issuer, json => json["credentialSchema"] =
            new JsonObject { ["id"] = "https://own.example/schemas/one.json", ["type"] = "JsonSchema" }));

        Assert.Contains(Reasons.AsSchemaSays, report.Checks);
    }

    [Fact]
    public async Task A_list_of_revoked_credentials_is_fetched_and_believed_over_https_only()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = Publish(stranger);
        var url = stranger.Origin + "/revoked.json";
        stranger.Answer("/revoked.json", System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["id"] = url, ["issuer"] = issuer.Did.Value }.ToJsonString()));
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        var report = await VerifyAsync(verifier, Sign(issuer, json =>
            json["credentialStatus"] = new JsonObject { ["id"] = url, ["type"] = "1EdTechRevocationList" }));

        Assert.Contains(Reasons.ListNotVouchedFor, report.Checks);
        Assert.Equal(1, stranger.TimesAsked("/revoked.json"));
    }

    [Fact]
    public async Task Endorsements_are_checked_with_what_their_issuers_publish()
    {
        await using var stranger = await Stranger.StartAsync();
        await using var other = await Stranger.StartAsync();
        var (issuer, endorser) = (Publish(stranger), Publish(other));
        using var verifier = new Verifier(allowedOrigins: [stranger.Origin, other.Origin]);
        var endorsement = System.Text.Encoding.ASCII.GetString(Sign(endorser, json =>
        {
            json["id"] = "urn:uuid:1b6ef2a4-0000-4000-8000-000000000077";
            json["type"] = new JsonArray("VerifiableCredential", "EndorsementCredential");
            json["credentialSubject"] = new JsonObject { ["id"] = "urn:a:1", ["type"] = "EndorsementSubject", ["endorsementComment"] = "Good work" };
        }));

        var report = await VerifyAsync(verifier, Sign(issuer, json =>
        {
            json["id"] = "urn:a:1";
            json["endorsementJwt"] = new JsonArray(endorsement, endorsement[..^4] + "AAAA");
        }));

        Assert.Equal(2, report.Endorsements.Count);
        Assert.Equal(["unknown-issuer"], report.Endorsements[0].Checks.Where(check => check.Outcome != CheckOutcome.Passed).Select(check => check.Reason));
        Assert.Equal("Good work", report.Endorsements[0].Credential!.EndorsementComment);
        Assert.Equal(Verdict.Invalid, report.Endorsements[1].Verdict);
        Assert.DoesNotContain(report.Checks, check => check.Outcome == CheckOutcome.Failed);
        Assert.Equal(1, other.TimesAsked("/.well-known/did.json"));
    }

    [Fact]
    public async Task However_much_a_credential_names_one_check_asks_for_no_more_than_its_allowance()
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = Publish(stranger);
        var asked = 0;
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);
        for (var number = 0; number < 40; number++)
            stranger.Answer($"/r/{number}", async context =>
            {
                Interlocked.Increment(ref asked);
                await context.Response.Body.WriteAsync("r"u8.ToArray());
            });

        var report = await VerifyAsync(verifier, Sign(issuer, json =>
        {
            json["relatedResource"] = Pinned(stranger, 0);
            json["endorsementJwt"] = new JsonArray([.. Enumerable.Range(1, 4).Select(one => (JsonNode)System.Text.Encoding.ASCII.GetString(Sign(issuer, inner =>
            {
                inner["type"] = new JsonArray("VerifiableCredential", "EndorsementCredential");
                inner["relatedResource"] = Pinned(stranger, one * 8);
            })))]);
        }));

        Assert.Contains(Reasons.Complete, report.Checks);
        Assert.InRange(asked, 8, FetchAllowance.MaxAddresses);
    }

    private static JsonArray Pinned(Stranger stranger, int from) => new([.. Enumerable.Range(from, 8).Select(number => new JsonObject
    {
        ["id"] = $"{stranger.Origin}/r/{number}", ["digestSRI"] = SubresourceIntegrity.Of("r"u8),
    })]);

    private static JsonObject Named(Stranger stranger, string path, string type) => new() { ["id"] = stranger.Origin + path, ["type"] = type };

    private static ForeignIssuer Publish(Stranger stranger)
    {
        var issuer = ForeignIssuer.On(stranger);
        stranger.Answer("/.well-known/did.json", issuer.Document());
        return issuer;
    }

    private static byte[] Sign(ForeignIssuer issuer, Action<JsonObject> change)
    {
        var json = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
            ["type"] = new JsonArray("VerifiableCredential"),
            ["issuer"] = issuer.Did.Value,
            ["validFrom"] = "2026-06-30T00:00:00Z",
            ["credentialSubject"] = new JsonObject { ["id"] = "did:web:learner.example" },
        };
        change(json);
        return System.Text.Encoding.ASCII.GetBytes(
            CompactJws.Sign(issuer.Key, "vc+jwt", System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), ForeignIssuer.Signed));
    }

    private static async Task<VerificationReport> VerifyAsync(Verifier verifier, byte[] credential) =>
        (await verifier.Verify.RunAsync(credential, CancellationToken.None)).Value;
}
