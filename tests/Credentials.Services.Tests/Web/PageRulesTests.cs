using System.Net;

namespace Credentials.Services.Tests.Web;

/// <summary>What holds for every page.</summary>
public sealed class PageRulesTests
{
    public static TheoryData<string> Pages =>
        ["/", "/verify", "/verify/wallet", "/verify/wallet/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/s/valid", "/s/revoked", "/s/undetermined", "/s/forged", "/s/presentation", "/s/withdrawn", "/s/nothing", "/c/valid", "/c/offered", "/c/offered/copies/01980000-0000-7000-8000-000000000001", "/c/revoked", "/c/confirmed", "/c/confirmed/confirm", "/c/confirmed/shares", "/c/confirmed/shares/own", "/c/confirmed/correction", "/c/confirmed/forget", "/s/summary", "/s/markup", "/s/extreme", "/nowhere"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_one_heading_of_the_first_rank_and_no_rank_is_skipped(string path)
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync(path);
        var ranks = page.QuerySelectorAll("h1,h2,h3,h4").Select(heading => heading.TagName[1] - '0').ToList();
        Assert.Equal(1, ranks[0]);
        Assert.Equal(1, ranks.Count(rank => rank == 1));
        Assert.All(ranks.Zip(ranks.Skip(1)), pair => Assert.InRange(pair.Second, 2, pair.First + 1));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_no_inline_script_or_style_and_nothing_from_other_sites(string path)
    {
        await using var host = await PageHost.StartAsync();
        var (answer, page) = await host.OpenAsync(path);
        Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src]):not([type='application/ld+json']), base, iframe, object, embed"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
        var loaded = page.QuerySelectorAll("[src], link[href], form[action]")
            .Select(element => element.GetAttribute("src") ?? element.GetAttribute("action") ?? element.GetAttribute("href")!);
        Assert.All(loaded, address => Assert.StartsWith("/", address, StringComparison.Ordinal));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_speaks_the_readers_language_and_says_which(string path)
    {
        await using var host = await PageHost.StartAsync();
        foreach (var (header, address, expected) in new[] { ("nl-BE,nl;q=0.9,en;q=0.5", path, "nl"), ("fr-BE, en;q=0.5", path, "fr"), ("es, de-BE;q=0.5", path, "de"), ("en", path + "?lang=nl", "nl"), ("xx", path, "en") })
        {
            var (answer, page) = await host.OpenAsync(address, header);
            Assert.Equal(expected, page.DocumentElement.GetAttribute("lang"));
            Assert.Equal(expected, answer.Content.Headers.ContentLanguage.Single());
            Assert.Contains("Accept-Language", answer.Headers.Vary);
            Assert.Equal(4, page.QuerySelectorAll(".languages a[hreflang]").Length);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_with_all_that_it_loads_is_lighter_than_60_kB(string path)
    {
        await using var host = await PageHost.StartAsync();
        var (answer, page) = await host.OpenAsync(path);
        var total = (await answer.Content.ReadAsByteArrayAsync()).Length;
        foreach (var element in page.QuerySelectorAll("script[src], img[src], link[rel=stylesheet], link[rel=icon]"))
        {
            var asset = await host.Client().GetAsync(element.GetAttribute("src") ?? element.GetAttribute("href"));
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            total += (await asset.Content.ReadAsByteArrayAsync()).Length;
        }

        Assert.InRange(total, 2_000, 60_000);
    }

    [Fact]
    public async Task A_chosen_language_stays_on_the_next_page()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/valid?lang=nl");
        Assert.NotEmpty(page.QuerySelectorAll("nav a[href='/verify?lang=nl']"));
    }

    [Fact]
    public async Task Markup_in_a_name_or_a_title_is_shown_as_text()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/markup");
        Assert.Equal(SampleCredentials.Markup, page.QuerySelector("article h2")!.TextContent);
        Assert.Equal(SampleCredentials.Markup, page.QuerySelector(".learner strong")!.TextContent);
        Assert.Contains(SampleCredentials.Markup, page.Title, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("img[onerror], script:not([src^='/assets/']):not([type='application/ld+json'])"));
        Assert.DoesNotContain(page.All, element => element.HasAttribute("onload"));
    }

    [Fact]
    public async Task A_style_sheet_is_named_by_its_content_kept_for_good_and_compressed()
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/");
        var address = page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        Assert.Matches(@"^/assets/site\.[0-9a-f]{12}\.css$", address);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        var answer = await host.Client().SendAsync(request);
        Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client().GetAsync("/assets/site.000000000000.css")).StatusCode);
    }
}
