using System.Net;
using System.Text.RegularExpressions;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Presentations;

/// <summary>A verifier without the store asks wallets too: requests in its memory, micro-credentials from the others' list, a key of its own.</summary>
public sealed class VerifierApartTests
{
    [Fact]
    public async Task A_verifier_that_runs_apart_asks_for_what_the_others_award()
    {
        using var folder = new TemporaryFolder();
        using var own = new TemporaryFolder();
        var (inside, outside) = (FreePort.Find(), FreePort.Find());
        await using var issuer = await RunningService.StartAsync(folder.Path, inside, null, "--Roles=issuer,store", $"--PublicUrl=http://localhost:{outside}");
        await issuer.ToldAsync();
        await using var verifier = await RunningService.StartAsync(
            own.Path, outside, null, "--Roles=verifier", $"--PublicVerifier:Upstream=http://localhost:{inside}");
        var key = (await AppProgram.RunAsync(["--data", folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim();
        using var staff = issuer.Client(key);
        using var employer = verifier.Client();
        using var holder = issuer.Client();
        var achievement = await staff.FirstAchievementAsync();
        var award = (await staff.AwardedAsync(achievement, "Hamza", "Lemmens")).Text("id");

        // The issuer's addresses lead to the verifier here, which no proxy parts from it: the claim goes to the inner address.
        var wallet = await ClaimAsync(holder, staff, award, outside, inside);
        var ask = new FormUrlEncodedContent([new("achievement", $"demo/{achievement}"), new("claim", "title"), new("claim", "learner")]);
        using var asked = await employer.PostAsync(new Uri("/verify/wallet", UriKind.Relative), ask);
        var page = await asked.Content.ReadAsStringAsync();
        Assert.True(asked.StatusCode == HttpStatusCode.OK, page);
        var presenting = wallet(employer);
        await presenting.OpenAsync(WebUtility.HtmlDecode(Regex.Match(page, "href=\"(openid4vp:[^\"]+)\"").Groups[1].Value));
        var (status, body) = await presenting.AnswerAsync(presenting.Token());
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        var answered = await employer.GetStringAsync(new Uri(body.Text("redirect_uri")));
        Assert.Contains("Hamza Lemmens", answered, StringComparison.Ordinal);
        Assert.Contains("This credential is valid", answered, StringComparison.Ordinal);
        Assert.Equal(["verifier.key"], Directory.EnumerateFiles(own.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    private static async Task<Func<HttpClient, PresentingWallet>> ClaimAsync(HttpClient holder, HttpClient staff, string award, int outside, int inside)
    {
        using var redirecting = new HttpClient(new ToOtherPort(outside, inside)) { BaseAddress = holder.BaseAddress };
        var claimed = await PresentingWallet.ClaimAsync(redirecting, staff, award, "dc+sd-jwt", TimeProvider.System);
        return claimed.With;
    }

    private sealed class ToOtherPort(int from, int to) : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Port == from)
                request.RequestUri = new UriBuilder(request.RequestUri) { Port = to }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
