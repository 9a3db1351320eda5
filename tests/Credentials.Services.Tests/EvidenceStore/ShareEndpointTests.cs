using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.EvidenceStore;
using Credentials.EvidenceStore.Sharing;
using Credentials.Services.Tests.Web;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class ShareEndpointTests : IAsyncLifetime
{
    private Store _store = null!;
    private TestHost _host = null!;
    private Guid _award;
    private string _key = null!;

    public async Task InitializeAsync()
    {
        _store = await Store.OpenAsync();
        _award = (await _store.AwardAsync()).Document.Id;
        _key = await _store.ApiKeys.CreateAsync(CallerRole.Issuer, Store.Centre);
        _host = await TestHost.StartAsync(
            app => app.MapEvidenceStore(), services: services => services.AddEvidenceStore(), settings: $"--EvidenceStore:DataFolder={_store.Folder}");
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_share_is_made_with_its_page_and_code_and_withdrawn()
    {
        var expires = DateTimeOffset.UtcNow.AddDays(3);
        var response = await PostAsync(_award, new { expires, purpose = "Sollicitatie" });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var share = await response.Content.ReadFromJsonAsync<JsonElement>();
        var url = share.GetProperty("url").GetString()!;
        Assert.Equal(["id", "qr", "url"], share.EnumerateObject().Select(member => member.Name).Order());
        Assert.StartsWith("http://localhost:5080/s/", url, StringComparison.Ordinal);
        Assert.Equal(url + "/qr.svg", share.GetProperty("qr").GetString());
        var opened = await _store.Shares.OpenAsync(url.Split('/')[^1]);
        Assert.Equal((ShareOutcome.Open, "Sollicitatie"), (opened.Outcome, opened.Purpose));
        var address = $"/api/shares/{share.GetProperty("id").GetString()}";
        Assert.Equal(HttpStatusCode.NotFound, (await (await ClientAsync("arts")).DeleteAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await _host.Client(_key).DeleteAsync(address)).StatusCode);
        Assert.Equal(ShareOutcome.Withdrawn, (await _store.Shares.OpenAsync(url.Split('/')[^1])).Outcome);
        var journal = (await _store.Consult.FindAsync(Store.Centre, _award)).Value.Journal;
        Assert.All(journal, line => Assert.Equal(_key.Split('.')[0], line.Actor));
    }

    [Theory]
    [InlineData("2099-06-30", "2099-06-30T21:59:59Z")]
    [InlineData("2099-12-31", "2099-12-31T22:59:59Z")]
    [InlineData("2099-06-30T12:00:00+02:00", "2099-06-30T10:00:00Z")]
    public async Task A_share_ends_at_a_time_or_with_a_day_in_Brussels(string expires, string end)
    {
        var response = await PostAsync(_award, new { expires });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var token = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!.Split('/')[^1];
        Assert.Equal(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), (await _store.Shares.OpenAsync(token)).Expires);
    }

    [Fact]
    public async Task An_empty_body_makes_a_share_without_end()
    {
        var response = await _host.Client(_key).PostAsync($"/api/credentials/{_award}/shares", null);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"expires":"tomorrow"}""", "/expires")]
    [InlineData("""{"expires":"2099-01-01T00:00:00"}""", "/expires")]
    [InlineData("""{"expires":"2001-01-01T00:00:00Z"}""", "/expires")]
    [InlineData("""{"expires":"2001-01-01"}""", "/expires")]
    [InlineData("""{"expires":"2099-02-30"}""", "/expires")]
    [InlineData("""{"expires":7}""", "/expires")]
    [InlineData("""{"purpose":7}""", "/purpose")]
    [InlineData("""{"purpose":"LONG"}""", "/purpose")]
    [InlineData("""{"a/b":1}""", "/a~1b")]
    [InlineData("""[]""", "")]
    public async Task A_fault_is_named_with_its_pointer(string body, string pointer)
    {
        var text = new StringContent(body.Replace("LONG", new string('x', 201), StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
        var response = await _host.Client(_key).PostAsync($"/api/credentials/{_award}/shares", text);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Times_with_an_offset_are_understood()
    {
        foreach (var expires in (string[])["2099-01-01T00:00Z", "2099-01-01T00:00:00+02:00", "2099-01-01T00:00:00.123Z"])
            Assert.Equal(HttpStatusCode.Created, (await PostAsync(_award, new { expires })).StatusCode);
    }

    [Fact]
    public async Task Only_the_centres_own_issuer_may_share()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(_award, new { }, _host.Client())).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(_award, new { }, _host.Client("no.key"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(_award, new { }, await ClientAsync("arts"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(Guid.NewGuid(), new { })).StatusCode);
        var authority = _host.Client(await _store.ApiKeys.CreateAsync(CallerRole.Authority, null));
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(_award, new { }, authority)).StatusCode);
        await _store.ApiKeys.RevokeAsync(_key.Split('.')[0]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(_award, new { })).StatusCode);
    }

    private async Task<HttpClient> ClientAsync(string centre) => _host.Client(await _store.ApiKeys.CreateAsync(CallerRole.Issuer, centre));

    private Task<HttpResponseMessage> PostAsync(Guid award, object body, HttpClient? client = null) =>
        (client ?? _host.Client(_key)).PostAsJsonAsync($"/api/credentials/{award}/shares", body);
}
