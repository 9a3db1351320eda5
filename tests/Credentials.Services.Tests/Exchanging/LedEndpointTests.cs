using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.EvidenceStore.Exchanging;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Credentials.Services.Tests.Exchanging;

/// <summary>The calls about LED's outbox, by who may make them.</summary>
public sealed class LedEndpointTests : IAsyncLifetime, IDisposable
{
    private readonly CollectedLog _log = new();
    private LedStub _led = null!;
    private IssuerApp _app = null!;
    private HttpClient _staff = null!;

    public async Task InitializeAsync()
    {
        _led = await LedStub.StartAsync();
        _app = await LedApp.StartAsync(_led, services: services => services.AddLogging(logging => logging.AddProvider(_log)));
        _staff = await LedApp.WithAchievementAsync(_app, "demo");
    }

    public async Task DisposeAsync()
    {
        _staff.Dispose();
        await _app.DisposeAsync();
        await _led.DisposeAsync();
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task What_is_awarded_is_sent_in_the_background_and_listed_without_anything_personal()
    {
        var record = await LedApp.AwardAsync(_staff, 1);
        await LedApp.UntilAsync(_app, record, LedEntryState.Sent);

        var page = await _staff.GetFromJsonAsync<JsonElement>("/api/led/outbox?state=sent");
        var entry = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal((record, record, "demo", "sent", "Volwassenenonderwijs"), (entry.Text("record"), entry.Text("reference"), entry.Text("centre"), entry.Text("state"), entry.Text("supplier")));
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("fault").ValueKind);
        Assert.DoesNotContain("Geheim", page.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(LedStore.NumberOf(1), page.GetRawText(), StringComparison.Ordinal);
        Assert.Empty((await _staff.GetFromJsonAsync<JsonElement>("/api/led/outbox?state=waiting")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Another_centre_sees_nothing_and_an_authority_sees_all()
    {
        _led.Answer = (_, context) => LedStub.RefuseAsync(context, "40000");
        var record = await LedApp.AwardAsync(_staff, 1);
        await LedApp.UntilAsync(_app, record, LedEntryState.Refused);
        using var others = await LedApp.WithAchievementAsync(_app, "arts");
        using var authority = await _app.AsAsync(CallerRole.Authority);
        using var administrator = await _app.AsAsync(CallerRole.Administrator);
        using var everyone = _app.AsEveryone();

        foreach (var list in (string[])["/api/led/outbox", "/api/led/deadlines", "/api/led/cancellations"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await everyone.GetAsync(list)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await administrator.GetAsync(list)).StatusCode);
        }
        Assert.Empty((await others.GetFromJsonAsync<JsonElement>("/api/led/outbox")).GetProperty("items").EnumerateArray());
        Assert.Single((await authority.GetFromJsonAsync<JsonElement>("/api/led/outbox")).GetProperty("items").EnumerateArray());
        foreach (var call in (string[])[$"/api/led/outbox/{record}/retry", $"/api/led/cancellations/{record}", $"/api/led/outbox/{Guid.NewGuid()}/retry"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await others.PostAsync(call, null)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await everyone.PostAsync(call, null)).StatusCode);
        }

        _led.Answer = _led.RegisterAsync;
        Assert.Equal(HttpStatusCode.OK, (await authority.PostAsync($"/api/led/outbox/{record}/retry", null)).StatusCode);
        await LedApp.UntilAsync(_app, record, LedEntryState.Sent);
        using var again = await authority.PostAsync($"/api/led/outbox/{record}/retry", null);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/wrong-state"), (again.StatusCode, (await again.JsonAsync()).Text("type")));
    }

    [Fact]
    public async Task Lists_have_a_cursor_and_refuse_what_they_do_not_know()
    {
        _led.Answer = (_, context) => LedStub.RefuseAsync(context, "40000");
        var records = new List<string>();
        for (var person = 0; person < 5; person++)
            records.Add(await LedApp.AwardAsync(_staff, person));
        foreach (var record in records)
            await LedApp.UntilAsync(_app, record, LedEntryState.Refused);

        foreach (var list in (string[])["/api/led/outbox?state=refused&limit=2", "/api/led/deadlines?limit=2"])
        {
            var (seen, cursor) = (new List<string>(), "");
            do
            {
                var page = await _staff.GetFromJsonAsync<JsonElement>(list + cursor);
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(entry => entry.Text("record")));
                cursor = page.GetProperty("next").GetString() is { } next ? "&cursor=" + next : "";
            }
            while (cursor.Length > 0);
            Assert.Equal(records.Order(), seen.Order());
        }
        foreach (var query in (string[])["outbox?state=lost", "outbox?stat=sent", "outbox?cursor=x", "outbox?limit=0", "deadlines?cursor=x", "deadlines?state=sent", "cancellations?cursor=x"])
            Assert.Equal(HttpStatusCode.BadRequest, (await _staff.GetAsync($"/api/led/{query}")).StatusCode);
        using var head = await _staff.SendAsync(new(HttpMethod.Head, "/api/led/cancellations"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Fact]
    public async Task What_is_revoked_goes_out_as_CSV_and_is_marked_when_it_was_cancelled_by_hand()
    {
        var record = await LedApp.AwardAsync(_staff, 1);
        await LedApp.UntilAsync(_app, record, LedEntryState.Sent);
        await LedApp.RevokeAsync(_staff, record, "=HYPERLINK(\"x\"), wrong person");

        using var export = await _staff.GetAsync("/api/led/cancellations");
        Assert.Equal("text/csv", export.Content.Headers.ContentType?.MediaType);
        var lines = (await export.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("centre,supplier,reference,revokedAt,reason,registeredAt", lines[0]);
        Assert.StartsWith($"demo,Volwassenenonderwijs,{record},20", lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"x\"\"), wrong person\",20", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);

        Assert.Equal("cancelled", (await (await _staff.PostAsync($"/api/led/cancellations/{record}", null)).JsonAsync()).Text("state"));
        Assert.Equal(HttpStatusCode.OK, (await _staff.PostAsync($"/api/led/cancellations/{record}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await _staff.PostAsync($"/api/led/outbox/{record}/retry", null)).StatusCode);
        Assert.Single((await _staff.GetStringAsync("/api/led/cancellations")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        var waiting = await LedApp.AwardAsync(_staff, 2);
        Assert.Equal(HttpStatusCode.Conflict, (await _staff.PostAsync($"/api/led/cancellations/{waiting}", null)).StatusCode);
    }

    [Fact]
    public async Task Deadlines_list_what_nears_and_who_has_no_number_and_the_log_warns_without_names()
    {
        _led.Answer = (_, context) => LedStub.RefuseAsync(context, "40000", "Geheim 2 is onbekend");
        var today = DateOnly.FromDateTime(_app.Time.GetUtcNow().UtcDateTime);
        var near = await LedApp.AwardAsync(_staff, 1, today.AddMonths(-2).AddDays(10));
        var far = await LedApp.AwardAsync(_staff, 2, today);
        var unnumbered = await LedApp.AwardAsync(_staff, null, today);
        await LedApp.UntilAsync(_app, near, LedEntryState.Refused);
        await LedApp.UntilAsync(_app, far, LedEntryState.Refused);

        var items = (await _staff.GetFromJsonAsync<JsonElement>("/api/led/deadlines")).GetProperty("items");
        Assert.Equal([near, unnumbered], items.EnumerateArray().Select(entry => entry.Text("record")));
        Assert.InRange(items[0].GetProperty("daysLeft").GetInt32(), 6, 12);
        Assert.Equal(("refused", "LED 40000", "Geheim 2 is onbekend"), (items[0].Text("state"), items[0].Text("fault"), items[0].Text("diagnosis")));
        Assert.Equal("no-number", items[1].Text("state"));

        await _app.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<LedDeadlineWatch>().Single().LookAsync();
        Assert.Contains("1 awards that must be registered in LED are not", _log.Text, StringComparison.Ordinal);
        Assert.Contains("is left to a person: LED 40000", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Geheim", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(LedStore.NumberOf(1), _log.Text, StringComparison.Ordinal);
    }
}
