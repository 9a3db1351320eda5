using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Keys;
using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Verifying;
using Credentials.Services.Tests.Gathering;
using Credentials.Services.Tests.Web;
using Credentials.Verifying;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.Verifying;

public class VerifyCredentialEndpointTests
{
    private static readonly ForeignIssuer Issuer = new("did:web:localhost%3A5080:centres:demo");

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("text/plain", false)]
    [InlineData("application/vc+jwt", false)]
    [InlineData("application/octet-stream", false)]
    [InlineData(null, false)]
    public async Task The_token_may_come_wrapped_or_bare_in_any_content_type(string? contentType, bool isWrapped)
    {
        var token = System.Text.Encoding.ASCII.GetString(Issuer.Credential());

        var (status, report) = await PostAsync(isWrapped ? new JsonObject { ["credential"] = token }.ToJsonString() : token, contentType);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("undetermined", report.GetProperty("verdict").GetString());
        Assert.Equal("signature-right", ReasonOf(report, "proof"));
        Assert.Equal(Issuer.Did.Value, report.GetProperty("credential").GetProperty("issuer").GetProperty("did").GetString());
    }

    [Fact]
    public async Task A_JSON_credential_may_come_wrapped_or_bare()
    {
        var envelope = new JsonObject
        {
            ["@context"] = "https://www.w3.org/ns/credentials/v2",
            ["type"] = "EnvelopedVerifiableCredential",
            ["id"] = "data:application/vc+jwt," + System.Text.Encoding.ASCII.GetString(Issuer.Credential()),
        }.ToJsonString();

        foreach (var body in new[] { envelope, $$"""{"options":{},"credential":{{envelope}}}""" })
            Assert.Equal("signature-right", ReasonOf((await PostAsync(body)).Report, "proof"));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("credential")]
    public async Task A_form_may_hand_it_in_as_file_or_field(string field)
    {
        var token = System.Text.Encoding.ASCII.GetString(Issuer.Credential());
        var form = $"--x\r\nContent-Disposition: form-data; name=\"{field}\"{(field == "file" ? "; filename=\"a.jwt\"" : "")}\r\n\r\n{token}\r\n--x--\r\n";

        var (status, report) = await PostAsync(form, "multipart/form-data; boundary=x");

        Assert.Equal((HttpStatusCode.OK, "signature-right"), (status, ReasonOf(report, "proof")));
    }

    [Theory]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nhello\r\n--x--\r\n")]
    [InlineData("no parts")]
    [InlineData("")]
    public async Task A_form_without_a_credential_is_a_problem(string form)
    {
        var (status, problem) = await PostAsync(form, "multipart/form-data; boundary=x");

        Assert.Equal((HttpStatusCode.BadRequest, "/problems/not-a-credential"), (status, problem.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_wrapper_is_no_part_of_it()
    {
        var token = System.Text.Encoding.ASCII.GetString(Issuer.Credential());

        Assert.Equal("signature-right", ReasonOf((await PostAsync("\uFEFF" + new JsonObject { ["credential"] = token }.ToJsonString())).Report, "proof"));
    }

    [Fact]
    public async Task A_wrong_signature_answers_200_and_no_content()
    {
        var token = System.Text.Encoding.ASCII.GetString(Issuer.Credential());

        var (status, report) = await PostAsync(token[..^6] + "AAAAAA");

        Assert.Equal((HttpStatusCode.OK, "invalid"), (status, report.GetProperty("verdict").GetString()));
        Assert.False(report.TryGetProperty("credential", out _));
    }

    [Theory]
    [InlineData("", "not-a-credential")]
    [InlineData("hello", "not-a-credential")]
    [InlineData("{}", "not-a-credential")]
    [InlineData("{\"credential\":17}", "not-a-credential")]
    [InlineData("{\"credential\":\"hello\"}", "not-a-credential")]
    [InlineData("{\"credential\":{}}", "not-a-credential")]
    [InlineData("{\"credential\":\"a\",\"credential\":\"b\"}", "malformed-json")]
    [InlineData("{\"type\":", "malformed-json")]
    public async Task What_is_no_credential_at_all_is_a_problem(string body, string type)
    {
        var (status, problem) = await PostAsync(body);

        Assert.Equal((HttpStatusCode.BadRequest, "/problems/" + type), (status, problem.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task More_than_a_mebibyte_is_too_large()
    {
        var (status, problem) = await PostAsync(new string('a', (1024 * 1024) + 1));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "/problems/too-large"), (status, problem.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task An_attack_is_reported_not_answered_with_an_error()
    {
        var parts = System.Text.Encoding.ASCII.GetString(Issuer.Credential()).Split('.');
        var none = Convert.ToBase64String("{\"alg\":\"none\"}"u8).TrimEnd('=');

        var (status, report) = await PostAsync($"{none}.{parts[1]}.");

        Assert.Equal((HttpStatusCode.OK, "invalid", "algorithm-refused"), (status, report.GetProperty("verdict").GetString(), ReasonOf(report, "format")));
    }

    private static string? ReasonOf(JsonElement report, string check) =>
        report.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("id").GetString() == check).GetProperty("reason").GetString();

    private static async Task<(HttpStatusCode Status, JsonElement Report)> PostAsync(string body, string? contentType = "application/json")
    {
        await using var host = await TestHost.StartAsync(
            app => VerifyCredentialEndpoint.Map(app), "Development", services => services.AddGathering()
                .AddSingleton<ITrustedIssuers, Nobody>().AddSingleton<IAwardRegister, Nobody>().AddSingleton<IPublishedDocuments, OwnDocuments>().AddSingleton<TimeProvider>(new ManualClock()));
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = contentType is null ? null : System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);

        using var response = await host.Client().PostAsync("/api/verify", content);

        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement);
    }

    private sealed class Nobody : ITrustedIssuers, IAwardRegister
    {
        public ValueTask<Gathered<TrustedIssuer>> FindAsync(Did issuer, CancellationToken cancel) =>
            ValueTask.FromResult<Gathered<TrustedIssuer>>(new Gathered<TrustedIssuer>.NotFound("unknown"));

        public ValueTask<Gathered<TrustedIssuer>> FindByAddressAsync(string address, CancellationToken cancel) =>
            ValueTask.FromResult<Gathered<TrustedIssuer>>(new Gathered<TrustedIssuer>.NotFound("unknown"));

        public ValueTask<Gathered<RecordedSignatures>> FindAsync(TrustedIssuer centre, Guid credential, CancellationToken cancel) =>
            ValueTask.FromResult<Gathered<RecordedSignatures>>(new Gathered<RecordedSignatures>.Unreachable("there is no register"));
    }

    private sealed class OwnDocuments : IPublishedDocuments
    {
        public ValueTask<PublishedDocument?> TryReadAsync(Uri address, CancellationToken cancel) =>
            ValueTask.FromResult(address.AbsoluteUri == "http://localhost:5080/centres/demo/did.json"
                ? new PublishedDocument(Issuer.Document(), "application/did+json") : null);
    }
}
