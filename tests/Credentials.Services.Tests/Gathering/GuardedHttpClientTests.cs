using System.IO.Compression;
using System.Net;
using Credentials.PublicVerifier.Gathering;
using Credentials.Verifying;
using Microsoft.AspNetCore.Http;

namespace Credentials.Services.Tests.Gathering;

public class GuardedHttpClientTests
{
    private const int MaxBytes = 64 * 1024;

    [Theory]
    [InlineData("https://127.0.0.1/did.json")]
    [InlineData("https://127.1/did.json")]
    [InlineData("https://2130706433/did.json")]
    [InlineData("https://0x7f.0.0.1/did.json")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://168.63.129.16/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://172.31.255.255/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://224.0.0.1/")]
    [InlineData("https://255.255.255.255/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:a9fe:a9fe]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[fc00::1]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://[ff02::1]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    [InlineData("https://[2002:7f00:1::]/")]
    [InlineData("https://[2001:0:1::]/")]
    [InlineData("https://localhost/")]
    public async Task An_address_that_is_not_public_is_refused_by_name(string url)
    {
        using var verifier = new Verifier();

        var answer = await verifier.Http.GetAsync(new Uri(url), "*/*", MaxBytes, CancellationToken.None);

        Assert.Equal($"{new Uri(url).Host} is not a public address", Assert.IsType<Gathered<FetchedDocument>.Unreachable>(answer).Reason);
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("198.19.0.1", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::8.8.8.8", false)]
    public void Public_addresses_are_told_from_others(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("Production", "http://example.org/", "only https addresses are fetched")]
    [InlineData("Development", "ftp://example.org/", "only https addresses are fetched")]
    [InlineData("Development", "file:///etc/passwd", "only https addresses are fetched")]
    [InlineData("Development", "https://user:secret@example.org/", "addresses with credentials in them are not fetched")]
    public async Task Only_plain_https_is_fetched(string environment, string url, string reason)
    {
        using var verifier = new Verifier(environment);

        Assert.Equal(new Gathered<FetchedDocument>.Unreachable(reason), await verifier.Http.GetAsync(new Uri(url), "*/*", MaxBytes, CancellationToken.None));
    }

    [Theory]
    [InlineData("//[")]
    [InlineData("http://[::1")]
    [InlineData("//a b/")]
    [InlineData("https://exa mple/")]
    [InlineData("//:99999/")]
    [InlineData("https:///x")]
    [InlineData("https://xn--0.example/")]
    [InlineData("https:")]
    [InlineData("urn:a:b")]
    [InlineData("mailto:a@b")]
    public async Task A_redirect_to_what_is_no_address_is_an_answer_like_any_other(string location)
    {
        await using var stranger = await Stranger.StartAsync();
        stranger.Answer("/a", context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        Assert.IsType<Gathered<FetchedDocument>.Unreachable>(await verifier.Http.GetAsync(new Uri(stranger.Origin + "/a"), "*/*", MaxBytes, CancellationToken.None));
    }

    public static TheoryData<string> StrangeAddresses =>
    [
        "urn:a:b", "mailto:x@y", "did:web:x", "data:,x", "https:x", "https://xn--0.example/", "https://xn--a.example/", "http://\uD83D.example/", "https://a_b.example/",
        $"https://{string.Concat(Enumerable.Repeat("a.", 200))}com/", $"https://{new string('a', 300)}/", "https://[::1%25lo]/", "https://%31%32%37.0.0.1/", "https://１２７.0.0.1/",
        "https://example.org:0/",
    ];

    [Theory]
    [MemberData(nameof(StrangeAddresses))]
    public async Task No_address_that_a_credential_names_makes_the_check_fail(string url)
    {
        using var verifier = new Verifier("Production");

        Assert.IsType<Gathered<PublishedStatusList>.Unreachable>(await verifier.Lists.FindAsync(url, CancellationToken.None));
    }

    [Fact]
    public async Task An_allowed_origin_is_fetched_without_cookies_or_identity()
    {
        await using var stranger = await Stranger.StartAsync();
        stranger.Answer("/a", async context =>
        {
            context.Response.Cookies.Append("c", "1");
            context.Response.Headers.CacheControl = "max-age=60";
            await context.Response.WriteAsync("hello");
        });
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        var first = await GetAsync(verifier, stranger, "/a");
        await GetAsync(verifier, stranger, "/a");

        var document = Assert.IsType<Gathered<FetchedDocument>.Found>(first).Value;
        Assert.Equal(("hello", TimeSpan.FromMinutes(1)), (System.Text.Encoding.UTF8.GetString(document.Body.Span), document.MaxAge));
        Assert.Equal(["Accept", "Accept-Encoding", "Host", "User-Agent"], stranger.LastHeaders.Keys.Order());
        Assert.Equal("Credentials-Verifier/1", stranger.LastHeaders["User-Agent"]);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", "127.0.0.1 is not a public address")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "169.254.169.254 is not a public address")]
    [InlineData("https://[::1]/", "[::1] is not a public address")]
    [InlineData("file:///etc/passwd", "only https addresses are fetched")]
    public async Task A_redirect_to_where_strangers_may_not_send_us_is_refused(string target, string reason)
    {
        await using var stranger = await Stranger.StartAsync();
        stranger.Answer("/a", context => RedirectTo(context, target));
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        Assert.Equal(new Gathered<FetchedDocument>.Unreachable(reason), await GetAsync(verifier, stranger, "/a"));
    }

    [Fact]
    public async Task Redirects_are_followed_but_not_for_ever()
    {
        await using var stranger = await Stranger.StartAsync();
        stranger.Answer("/once", context => RedirectTo(context, "end"));
        stranger.Answer("/loop", context => RedirectTo(context, "/loop"));
        stranger.Answer("/end", "there"u8.ToArray());
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        Assert.IsType<Gathered<FetchedDocument>.Found>(await GetAsync(verifier, stranger, "/once"));
        Assert.Equal(new Gathered<FetchedDocument>.Unreachable("localhost redirected more than 3 times"), await GetAsync(verifier, stranger, "/loop"));
        Assert.Equal(4, stranger.TimesAsked("/loop"));
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(410, true)]
    [InlineData(403, false)]
    [InlineData(500, false)]
    [InlineData(304, false)]
    public async Task Only_404_and_410_are_certain(int status, bool isCertain)
    {
        await using var stranger = await Stranger.StartAsync();
        stranger.Answer("/a", context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        Assert.Equal(
            isCertain ? new Gathered<FetchedDocument>.NotFound($"localhost answered {status}") : new Gathered<FetchedDocument>.Unreachable($"localhost answered {status}"),
            await GetAsync(verifier, stranger, "/a"));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var stranger = await Stranger.StartAsync();
        stranger.Answer("/headers", context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        stranger.Answer("/body", async context =>
        {
            await context.Response.WriteAsync("a");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var verifier = new Verifier(change: options => options.Timeout = TimeSpan.FromMilliseconds(300), allowedOrigins: stranger.Origin);

        var expected = new Gathered<FetchedDocument>.Unreachable("localhost did not answer within 0.3 s");
        Assert.Equal(expected, await GetAsync(verifier, stranger, "/headers"));
        Assert.Equal(expected, await GetAsync(verifier, stranger, "/body"));
    }

    [Fact]
    public async Task Too_large_an_answer_is_refused_whether_it_says_so_or_not()
    {
        await using var stranger = await Stranger.StartAsync();
        stranger.Answer("/said", async context =>
        {
            context.Response.ContentLength = MaxBytes + 1;
            await context.Response.Body.WriteAsync(new byte[MaxBytes + 1]);
        });
        stranger.Answer("/endless", async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[4096], context.RequestAborted);
        });
        stranger.Answer("/exact", new byte[MaxBytes]);
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);

        var expected = new Gathered<FetchedDocument>.Unreachable($"localhost answered more than {MaxBytes} bytes");
        Assert.Equal(expected, await GetAsync(verifier, stranger, "/said"));
        Assert.Equal(expected, await GetAsync(verifier, stranger, "/endless"));
        Assert.Equal(MaxBytes, Assert.IsType<Gathered<FetchedDocument>.Found>(await GetAsync(verifier, stranger, "/exact")).Value.Body.Length);
    }

    [Fact]
    public async Task A_gzip_bomb_is_refused_with_flat_memory()
    {
        await using var stranger = await Stranger.StartAsync();
        stranger.Answer("/bomb", Gzip(256 << 20), encoding: "gzip");
        stranger.Answer("/small", Gzip(1000), encoding: "gzip");
        stranger.Answer("/broken", "no gzip"u8.ToArray(), encoding: "gzip");
        stranger.Answer("/other", "x"u8.ToArray(), encoding: "br");
        using var verifier = new Verifier(allowedOrigins: stranger.Origin);
        await GetAsync(verifier, stranger, "/small");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var bomb = await GetAsync(verifier, stranger, "/bomb");

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 8 << 20);
        Assert.Equal(new Gathered<FetchedDocument>.Unreachable($"localhost answered more than {MaxBytes} bytes"), bomb);
        Assert.Equal(1000, Assert.IsType<Gathered<FetchedDocument>.Found>(await GetAsync(verifier, stranger, "/small")).Value.Body.Length);
        Assert.Equal(new Gathered<FetchedDocument>.Unreachable("localhost answered something that cannot be decompressed"), await GetAsync(verifier, stranger, "/broken"));
        Assert.Equal(new Gathered<FetchedDocument>.Unreachable("localhost answered in an encoding that was not asked for"), await GetAsync(verifier, stranger, "/other"));
    }

    [Theory]
    [InlineData("Production", "http://127.0.0.1:5001", false)]
    [InlineData("Staging", "http://127.0.0.1:5001", false)]
    [InlineData("Development", "http://127.0.0.1:5001", true)]
    [InlineData("Conformance", "https://suite.example", true)]
    [InlineData("Development", "http://127.0.0.1:5001/path", false)]
    [InlineData("Development", "localhost", false)]
    public void Origins_are_allowed_only_where_no_stranger_is_real(string environment, string origin, bool isGood)
    {
        var validation = new FetchingOptionsValidation(new NamedEnvironment(environment));

        Assert.Equal(isGood, validation.Validate(null, new FetchingOptions { AllowedOrigins = [origin] }).Succeeded);
        Assert.True(validation.Validate(null, new FetchingOptions()).Succeeded);
    }

    [Fact]
    public async Task A_slow_host_holds_up_nobody_but_itself()
    {
        await using var slow = await Stranger.StartAsync();
        await using var quick = await Stranger.StartAsync();
        var (entered, release) = (new SemaphoreSlim(0), new TaskCompletionSource());
        slow.Answer("/slow", async _ =>
        {
            entered.Release();
            await release.Task;
        });
        quick.Answer("/quick", "{}"u8.ToArray());
        var other = $"http://127.0.0.1:{quick.Port}";
        using var verifier = new Verifier(
            change: options => (options.MaxConcurrent, options.MaxConcurrentPerHost) = (3, 2), allowedOrigins: [slow.Origin, other]);

        var waiting = Enumerable.Range(0, 6)
            .Select(_ => verifier.Http.GetAsync(new Uri(slow.Origin + "/slow"), "*/*", MaxBytes, CancellationToken.None)).ToList();
        await entered.WaitAsync();
        await entered.WaitAsync();

        Assert.IsType<Gathered<FetchedDocument>.Found>(
            await verifier.Http.GetAsync(new Uri(other + "/quick"), "*/*", MaxBytes, CancellationToken.None));
        Assert.Equal(2, slow.TimesAsked("/slow"));
        release.SetResult();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.IsType<Gathered<FetchedDocument>.Found>(answer));
    }

    private static Task<Gathered<FetchedDocument>> GetAsync(Verifier verifier, Stranger stranger, string path) =>
        verifier.Http.GetAsync(new Uri(stranger.Origin + path), "*/*", MaxBytes, CancellationToken.None);

    private static Task RedirectTo(Microsoft.AspNetCore.Http.HttpContext context, string target)
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = target;
        return Task.CompletedTask;
    }

    private static byte[] Gzip(int size)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
            for (var left = size; left > 0; left -= 1 << 16)
                gzip.Write(new byte[Math.Min(left, 1 << 16)]);
        return output.ToArray();
    }
}
