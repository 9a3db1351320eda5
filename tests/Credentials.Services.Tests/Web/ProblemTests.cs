using System.Net;
using System.Net.Http.Json;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Credentials.Services.Tests.Web;

public sealed class ProblemTests
{
    [Fact]
    public void Every_code_has_a_status_and_a_type_of_its_own()
    {
        var codes = Enum.GetValues<ProblemCode>();
        Assert.All(codes, code => Assert.InRange(ProblemMapping.StatusOf(code), 400, 599));
        Assert.Equal(codes.Length, codes.Select(ProblemMapping.TypeOf).Distinct().Count());
        Assert.Equal("/problems/award-conflict", ProblemMapping.TypeOf(ProblemCode.AwardConflict));
    }

    [Fact]
    public async Task The_type_of_every_problem_can_be_opened()
    {
        await using var host = await TestHost.StartAsync(_ => { });
        foreach (var kind in ProblemMapping.Kinds)
            Assert.Contains($"<code>{kind.Type}</code>", await host.Client().GetStringAsync(kind.Type), StringComparison.Ordinal);
        await Problems.AssertAsync(await host.Client().GetAsync("/problems/of-another-world"), 404, "/problems/not-found");
    }

    [Fact]
    public async Task Faults_of_the_input_stand_under_errors_with_pointer_or_column()
    {
        var problem = new Problem(ProblemCode.InvalidInput, "Two faults.")
        {
            Errors = [new InputError("/learner/email", "not-an-address", "No @."), new InputError("birthDate", "missing", "Which of the two?")],
        };
        await using var host = await TestHost.StartAsync(app => app.MapGet("/api/x", () => problem.ToResult()));
        var json = await Problems.AssertAsync(await host.Client().GetAsync("/api/x"), 400, "/problems/invalid-input");
        Assert.Equal("Two faults.", json.GetProperty("detail").GetString());
        Assert.Equal("/learner/email", json.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Equal("birthDate", json.GetProperty("errors")[1].GetProperty("column").GetString());
        Assert.Equal("missing", json.GetProperty("errors")[1].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task An_unexpected_error_is_logged_and_answered_without_details()
    {
        var log = new CollectedLog();
        await using var host = await TestHost.StartAsync(
            app => app.MapGet("/s/{token}", string (string token) => throw new InvalidOperationException("database on fire")),
            environment: "Development",
            services: services => services.AddSingleton<ILoggerProvider>(log));
        var answer = await host.Client().GetAsync("/s/top-secret-token");
        await Problems.AssertAsync(answer, 500, "/problems/internal-error");
        Assert.DoesNotContain("fire", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Unexpected error in GET /s/{token}", log.Text, StringComparison.Ordinal);
        Assert.Contains("database on fire", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_in_an_address_reaches_no_log()
    {
        var log = new CollectedLog();
        await using var host = await TestHost.StartAsync(
            app => app.MapGet("/s/{token}", (string token) => token.Length == 0 ? throw new InvalidOperationException() : "ok"),
            services: services => services.AddSingleton<ILoggerProvider>(log));
        await host.Client().GetAsync("/s/top-secret-token");
        await host.Client().GetAsync("/s/top-secret-token/nothing-here");
        Assert.DoesNotContain("top-secret-token", log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/nowhere", null, 404, "/problems/not-found")]
    [InlineData("DELETE", "/api/thing", null, 405, "/problems/method-not-allowed")]
    [InlineData("POST", "/api/thing", "text/plain", 415, "/problems/unsupported-media-type")]
    [InlineData("POST", "/api/thing", "application/json", 400, "/problems/bad-request")]
    public async Task What_the_framework_refuses_is_a_problem_too(string method, string path, string? contentType, int status, string type)
    {
        await using var host = await TestHost.StartAsync(app => app.MapPost("/api/thing", (Dictionary<string, string> body) => body.Count));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("text/html");
        if (contentType is not null) request.Content = new StringContent("{", System.Text.Encoding.UTF8, contentType);
        await Problems.AssertAsync(await host.Client().SendAsync(request), status, type);
    }

    [Fact]
    public async Task A_path_that_looks_like_another_host_leads_to_none()
    {
        await using var host = await TestHost.StartAsync(_ => { });
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Client().BaseAddress!.GetLeftPart(UriPartial.Authority) + "//evil.example/x");
        request.Headers.Accept.ParseAdd("text/html");
        var page = await (await host.Client().SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Contains("/evil.example/x?lang=fr", page, StringComparison.Ordinal);
        Assert.DoesNotContain("//evil.example", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_gets_a_page_where_a_program_gets_a_problem()
    {
        await using var host = await TestHost.StartAsync(_ => { });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.AcceptLanguage.ParseAdd("nl");
        var answer = await host.Client().SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>Deze pagina bestaat niet</h1>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Problems.AssertAsync(await host.Client().GetAsync("/nowhere"), 404, "/problems/not-found");
    }

    [Fact]
    public async Task A_body_may_be_one_MiB_long_unless_the_endpoint_allows_more()
    {
        await using var host = await TestHost.StartAsync(app =>
        {
            app.MapPost("/api/small", async (HttpRequest request) => await Length(request));
            Credentials.Web.Limits.BodyLimits.AllowBody(app.MapPost("/api/large", async (HttpRequest request) => await Length(request)), 3 * 1024 * 1024);
        });
        var body = new byte[2 * 1024 * 1024];
        await Problems.AssertAsync(await host.Client().PostAsync("/api/small", new ByteArrayContent(body)), 413, "/problems/too-large");
        var answer = await host.Client().PostAsync("/api/large", new ByteArrayContent(body));
        Assert.Equal(body.Length, await answer.Content.ReadFromJsonAsync<int>());
    }

    private static async Task<int> Length(HttpRequest request)
    {
        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory);
        return (int)memory.Length;
    }
}
