using System.Net;
using System.Net.Http.Headers;
using Credentials.Services.Tests.Issuer;
using Credentials.Web.Access;
using SamplePictures = Credentials.Services.Tests.Apps.SamplePictures;

namespace Credentials.Services.Tests.Registering;

public class SetPictureEndpointTests
{
    private const string Logo = "/api/centres/demo/logo";
    private const string Badge = "/api/achievements/lassen/picture";

    [Fact]
    public async Task A_logo_is_set_shown_to_everyone_replaced_and_removed()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        using var administrator = await app.AsAsync(CallerRole.Administrator);
        using var everyone = app.AsEveryone();
        Assert.Equal(HttpStatusCode.NotFound, (await everyone.GetAsync("/centres/demo/logo")).StatusCode);
        using var set = await PutAsync(staff, Logo, SamplePictures.Png);
        Assert.Equal((HttpStatusCode.Created, "/centres/demo/logo"), (set.StatusCode, set.Headers.Location?.OriginalString));
        using var shown = await everyone.GetAsync("/centres/demo/logo");
        Assert.Equal(SamplePictures.Png, await shown.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", shown.Content.Headers.ContentType?.ToString());
        Assert.Equal(["nosniff"], shown.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["sandbox; default-src 'none'"], shown.Headers.GetValues("Content-Security-Policy"));
        Assert.True(shown.Headers.CacheControl is { Public: true, MaxAge.TotalSeconds: > 0 });
        using var again = new HttpRequestMessage(HttpMethod.Get, "/centres/demo/logo") { Headers = { IfNoneMatch = { shown.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await everyone.SendAsync(again)).StatusCode);

        using var replaced = await PutAsync(administrator, Logo, SamplePictures.Svg);
        Assert.Equal((HttpStatusCode.OK, "image/svg+xml", 2), (replaced.StatusCode, (await replaced.JsonAsync()).Text("mediaType"), (await replaced.JsonAsync()).GetProperty("version").GetInt32()));
        using var drawn = await everyone.GetAsync("/centres/demo/logo");
        Assert.Equal(SamplePictures.Svg, await drawn.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/svg+xml", drawn.Content.Headers.ContentType?.ToString());
        Assert.NotEqual(shown.Headers.ETag, drawn.Headers.ETag);

        Assert.Equal(HttpStatusCode.NoContent, (await staff.DeleteAsync(Logo)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.DeleteAsync(Logo)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await everyone.GetAsync("/centres/demo/logo")).StatusCode);
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_by_name_and_changes_nothing()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        await PutAsync(staff, Logo, SamplePictures.Png);
        foreach (var (body, status, reason) in new[]
        {
            ("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", HttpStatusCode.BadRequest, "svg-forbidden"),
            ("<svg xmlns='http://www.w3.org/2000/svg'>", HttpStatusCode.BadRequest, "svg-malformed"),
            ("GIF89a", HttpStatusCode.UnsupportedMediaType, "not-a-picture"),
            ("", HttpStatusCode.BadRequest, "missing"),
        })
        {
            foreach (var path in new[] { Logo, Badge })
            {
                using var answer = await PutAsync(staff, path, System.Text.Encoding.UTF8.GetBytes(body));
                Assert.Equal((status, reason), (answer.StatusCode, Assert.Single((await answer.JsonAsync()).GetProperty("errors").EnumerateArray()).Text("reason")));
            }
        }
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PutAsync(staff, Logo, new byte[(256 * 1024) + 1])).StatusCode);
        Assert.Equal(SamplePictures.Png, await app.AsEveryone().GetByteArrayAsync("/centres/demo/logo"));
    }

    [Fact]
    public async Task Only_who_works_for_the_centre_or_administers_sets_its_pictures()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var other = await app.WithCentreAsync("other");
        using var authority = await app.AsAsync(CallerRole.Authority);
        using var administrator = await app.AsAsync(CallerRole.Administrator);
        using var nobody = app.AsEveryone();
        foreach (var (client, path, status) in new[]
        {
            (other, Logo, HttpStatusCode.NotFound), (other, Badge, HttpStatusCode.NotFound), (authority, Logo, HttpStatusCode.Forbidden), (authority, Badge, HttpStatusCode.Forbidden),
            (administrator, Badge, HttpStatusCode.Forbidden), (administrator, "/api/centres/nowhere/logo", HttpStatusCode.NotFound), (nobody, Logo, HttpStatusCode.Unauthorized),
            (staff, "/api/achievements/nothing/picture", HttpStatusCode.NotFound),
        })
        {
            Assert.Equal(status, (await PutAsync(client, path, SamplePictures.Png)).StatusCode);
            Assert.Equal(status, (await client.DeleteAsync(path)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync("/centres/demo/logo")).StatusCode);
    }

    [Fact]
    public async Task An_achievements_own_picture_takes_the_place_of_the_drawing_in_every_version()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var everyone = app.AsEveryone();
        var drawn = await everyone.GetStringAsync("/achievements/demo/lassen/1/image.svg");
        Assert.Equal(HttpStatusCode.NotFound, (await everyone.GetAsync("/achievements/demo/lassen/picture")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(staff, Badge, SamplePictures.Svg)).StatusCode);
        using var own = await everyone.GetAsync("/achievements/demo/lassen/1/image.svg");
        Assert.Equal(SamplePictures.Svg, await own.Content.ReadAsByteArrayAsync());
        Assert.Equal(["sandbox; default-src 'none'"], own.Headers.GetValues("Content-Security-Policy"));
        await PutAsync(staff, Badge, SamplePictures.Png);
        Assert.Equal(SamplePictures.Png, await everyone.GetByteArrayAsync("/achievements/demo/lassen/picture"));
        var wrapped = await everyone.GetStringAsync("/achievements/demo/lassen/1/image.svg?lang=en");
        Assert.Contains("<title>Welding</title>", wrapped, StringComparison.Ordinal);
        Assert.Contains($"data:image/png;base64,{Convert.ToBase64String(SamplePictures.Png)}", wrapped, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await staff.DeleteAsync(Badge)).StatusCode);
        Assert.Equal(drawn, await everyone.GetStringAsync("/achievements/demo/lassen/1/image.svg"));
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, byte[] body) =>
        client.PutAsync(path, new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } });
}
