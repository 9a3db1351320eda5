using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Services.Tests.Issuer;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Registering;

public class CentreTests
{
    [Fact]
    public async Task A_centre_is_added_and_changed_by_an_administrator_alone()
    {
        await using var app = await IssuerApp.StartAsync();
        using var administrator = await app.AsAsync(CallerRole.Administrator);
        using var added = await administrator.PutAsJsonAsync("/api/centres/gent-1", Bodies.Centre());
        var centre = await added.JsonAsync();
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(("gent-1", "did:web:localhost%3A8080:centres:gent-1"), (centre.Text("slug"), centre.Text("did")));
        using var changed = await administrator.PutAsJsonAsync("/api/centres/gent-1", Bodies.Centre(highestLevel: 3));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(3, (await changed.JsonAsync()).GetProperty("mayAward")[0].GetProperty("levels").GetArrayLength());

        using var staff = await app.AsAsync(CallerRole.Issuer, "gent-1");
        using var forbidden = await staff.PutAsJsonAsync("/api/centres/gent-1", Bodies.Centre());
        using var everyone = await app.AsEveryone().PutAsJsonAsync("/api/centres/gent-1", Bodies.Centre());
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), (forbidden.StatusCode, everyone.StatusCode));
    }

    [Fact]
    public async Task What_a_centre_may_award_counts_from_the_next_award_on()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var administrator = await app.AsAsync(CallerRole.Administrator);
        (await administrator.PutAsJsonAsync("/api/centres/demo", Bodies.Centre(highestLevel: 3))).Dispose();
        using var refused = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.All((await refused.JsonAsync()).GetProperty("errors").EnumerateArray(), error => Assert.Equal("level-not-allowed", error.Text("reason")));
    }

    [Theory]
    [InlineData("name", null, "/name", "missing")]
    [InlineData("kbo", "\"0566.988.258\"", "/kbo", "bad-format")]
    [InlineData("address", "{\"region\":\"Vlaanderen\"}", "/address/countryCode", "missing")]
    [InlineData("address", "{\"region\":\"Vlaanderen\",\"countryCode\":\"be\"}", "/address/countryCode", "bad-format")]
    [InlineData("mayAward", "[]", "/mayAward", "missing")]
    [InlineData("mayAward", "[{\"framework\":\"vks\",\"levels\":[9]}]", "/mayAward/0/levels/0", "unknown-level")]
    [InlineData("mayAward", "[{\"framework\":\"xyz\",\"levels\":[1]}]", "/mayAward/0/framework", "unknown-level")]
    [InlineData("mayAward", "[{\"framework\":\"vks\",\"levels\":[1,1]}]", "/mayAward/0/levels/1", "duplicate")]
    [InlineData("mayAward", "[{\"framework\":\"vks\",\"levels\":[\"1\"]}]", "/mayAward/0/levels/0", "wrong-type")]
    [InlineData("mayAward", "[{\"framework\":\"vks\",\"levels\":[1],\"from\":\"2025-01-02\",\"until\":\"2025-01-01\"}]", "/mayAward/0/until", "until-before-from")]
    [InlineData("homepage", "\"javascript:alert(1)\"", "/homepage", "bad-url")]
    [InlineData("email", "\"niemand\"", "/email", "bad-email")]
    [InlineData("colour", "1", "/colour", "unknown-member")]
    public async Task A_fault_is_named_with_its_pointer(string member, string? value, string pointer, string reason)
    {
        await using var app = await IssuerApp.StartAsync();
        using var administrator = await app.AsAsync(CallerRole.Administrator);
        var body = JsonSerializer.SerializeToNode(Bodies.Centre())!.AsObject();
        body.Remove(member);
        if (value is not null)
            body[member] = JsonNode.Parse(value);
        using var answer = await administrator.PutAsJsonAsync("/api/centres/gent", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = Assert.Single((await answer.JsonAsync()).GetProperty("errors").EnumerateArray());
        Assert.Equal((pointer, reason), (error.Text("pointer"), error.Text("reason")));
    }

    [Theory]
    [InlineData("Gent")]
    [InlineData("-gent")]
    [InlineData("a..b")]
    [InlineData("%2e%2e")]
    [InlineData("a%2Fb")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl")]
    public async Task A_name_that_does_not_fit_in_an_address_is_refused(string slug)
    {
        await using var app = await IssuerApp.StartAsync();
        using var administrator = await app.AsAsync(CallerRole.Administrator);
        using var answer = await administrator.PutAsJsonAsync($"/api/centres/{slug}", Bodies.Centre());
        Assert.False(answer.IsSuccessStatusCode);
        Assert.False(Directory.Exists(Path.Combine(app.Folder, "keys")));
    }
}
