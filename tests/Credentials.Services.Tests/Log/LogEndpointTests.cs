using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.EvidenceStore.Log;
using Credentials.Keys;
using Credentials.Notes;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Log;

/// <summary>The log as anyone watches it: nothing here but what its addresses give.</summary>
public sealed class LogEndpointTests : IClassFixture<CredentialsApp>
{
    private readonly CredentialsApp _app;
    private readonly HttpClient _anyone;

    public LogEndpointTests(CredentialsApp app) => (_app, _anyone) = (app, app.AsEveryone());

    [Fact]
    public async Task An_award_and_its_revocation_are_proved_against_the_signed_checkpoint()
    {
        var award = await AwardAsync("Inge", "Bewezen");
        using var staff = await _app.AsIssuerOfDemoAsync();
        (await staff.SetStatusAsync(award, "revoked")).EnsureSuccessStatusCode();
        foreach (var (ordinal, type) in ((int, string)[])[(0, "issued"), (1, "revoked")])
        {
            var proof = await ProvedAsync(award, ordinal);
            var checkpoint = await OpenAsync(proof.Text("checkpoint"));
            Assert.Equal((checkpoint.Size, checkpoint.Root.ToString()), (proof.GetProperty("size").GetInt64(), proof.Text("root")));
            var leaf = proof.Text("leaf");
            var hash = TreeHash.OfLeaf(System.Text.Encoding.UTF8.GetBytes(leaf));
            Assert.Equal(hash.ToString(), proof.Text("leafHash"));
            Assert.True(TreeProofs.IsIncluded(hash, proof.GetProperty("index").GetInt64(), checkpoint.Size, PathOf(proof), checkpoint.Root));
            using var content = JsonDocument.Parse(leaf);
            Assert.Equal((award, type), (content.RootElement.Text("record"), content.RootElement.Text("type")));
            Assert.Equal("2025-06-30", content.RootElement.GetProperty("facts").Text("obtainedOn"));
            Assert.DoesNotContain("Bewezen", leaf, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_keeps_checkpoints_sees_that_the_log_only_grows()
    {
        await ProvedAsync(await AwardAsync("Els", "Eerste"), 0);
        var before = await OpenAsync(await _anyone.GetStringAsync("/log/checkpoint"));
        await ProvedAsync(await AwardAsync("Twan", "Tweede"), 0);
        var after = await OpenAsync(await _anyone.GetStringAsync("/log/checkpoint"));
        Assert.True(after.Size > before.Size);
        using var answer = await _anyone.GetAsync($"/log/proof/consistency?from={before.Size}&to={after.Size}");
        Assert.True(answer.Headers.CacheControl is { Public: true, MaxAge.TotalDays: >= 365 });
        var proof = await answer.Content.JsonAsync();
        Assert.True(TreeProofs.IsConsistent(before.Size, before.Root, after.Size, after.Root, PathOf(proof)));
        Assert.Equal((before.Root.ToString(), after.Root.ToString()), (proof.Text("fromRoot"), proof.Text("toRoot")));

        // Or from the entries alone.
        var tree = GrowingTree.Open(0, [])!;
        while (tree.Size < after.Size)
        {
            var page = (await _anyone.GetFromJsonAsync<JsonElement>($"/log/entries?from={tree.Size}&count=3")).GetProperty("entries").EnumerateArray().ToList();
            Assert.NotEmpty(page);
            foreach (var entry in page.Where(_ => tree.Size < after.Size))
            {
                Assert.Equal(tree.Size, entry.GetProperty("index").GetInt64());
                Assert.True(TreeHash.TryParse(entry.Text("leafHash"), out var hash));
                tree.Add(hash);
                if (tree.Size == before.Size)
                    Assert.Equal(before.Root, tree.Root());
            }
        }
        Assert.Equal(after.Root, tree.Root());
    }

    [Fact]
    public async Task The_key_is_given_as_a_note_key_and_as_a_jwk_and_checkpoints_are_for_everyone()
    {
        await ProvedAsync(await AwardAsync("Karel", "Sleutel"), 0);
        var given = await _anyone.GetFromJsonAsync<JsonElement>("/log/key");
        var key = NoteKey.Parse(given.Text("verifierKey")).Value;
        Assert.Equal(("localhost:8080/log", "localhost:8080/log"), (key.Name, given.Text("name")));
        Assert.Equal(key.PublicKey, PublicKey.FromJwk(given.GetProperty("jwk")).Value);
        var epoch = Assert.Single((await _anyone.GetFromJsonAsync<JsonElement>("/log/epochs")).GetProperty("epochs").EnumerateArray());
        Assert.Equal((key.Name, key.ToString()), (epoch.Text("name"), epoch.Text("verifierKey")));
        Assert.True(SignedNote.TryOpen(epoch.Text("checkpoint"), key, out _));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/log/checkpoint") { Headers = { { "Origin", "https://elsewhere.example" } } };
        using var answer = await _anyone.SendAsync(request);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["*"], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.True(SignedNote.TryOpen(await answer.Content.ReadAsStringAsync(), key, out _));
        Assert.Equal(HttpStatusCode.OK, await _anyone.StatusAsync(HttpMethod.Head, "/log/checkpoint"));
    }

    [Theory]
    [InlineData("/log/entries?from=-1", "from", "out-of-range")]
    [InlineData("/log/entries?count=0", "count", "out-of-range")]
    [InlineData("/log/entries?from=99999999999999999999", "from", "out-of-range")]
    [InlineData("/log/entries?until=5", "until", "unknown-parameter")]
    [InlineData("/log/checkpoint?size=5", "size", "unknown-parameter")]
    [InlineData("/log/epochs?size=5", "size", "unknown-parameter")]
    [InlineData("/log/proof/inclusion", "record", "missing")]
    [InlineData("/log/proof/inclusion?record=x", "record", "bad-format")]
    [InlineData("/log/proof/inclusion?record=0197c2a0-1234-7abc-8def-0123456789ab&ordinal=-1", "ordinal", "out-of-range")]
    [InlineData("/log/proof/inclusion?record=0197c2a0-1234-7abc-8def-0123456789ab&ordinal=3000000000", "ordinal", "out-of-range")]
    [InlineData("/log/proof/consistency?to=1", "from", "missing")]
    [InlineData("/log/proof/consistency?from=0", "to", "missing")]
    [InlineData("/log/proof/consistency?from=0&to=1000000000", "to", "out-of-range")]
    public async Task Bad_input_is_named(string path, string parameter, string reason)
    {
        using var answer = await _anyone.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = Assert.Single((await answer.Content.JsonAsync()).GetProperty("errors").EnumerateArray());
        Assert.Equal((parameter, reason), (error.Text("column"), error.Text("reason")));
    }

    [Fact]
    public async Task Proofs_of_older_sizes_are_given_and_of_impossible_ones_refused()
    {
        var award = await AwardAsync("Oude", "Maat");
        var proof = await ProvedAsync(award, 0);
        var (index, size) = (proof.GetProperty("index").GetInt64(), proof.GetProperty("size").GetInt64());
        var smallest = await _anyone.GetFromJsonAsync<JsonElement>($"/log/proof/inclusion?record={award}&size={index + 1}");
        Assert.True(TreeHash.TryParse(smallest.Text("root"), out var root) && TreeHash.TryParse(smallest.Text("leafHash"), out var leaf)
            && TreeProofs.IsIncluded(leaf, index, index + 1, PathOf(smallest), root));
        Assert.Equal(HttpStatusCode.BadRequest, await _anyone.StatusAsync(HttpMethod.Get, $"/log/proof/inclusion?record={award}&size={size + 1000}"));
        Assert.Equal(HttpStatusCode.BadRequest, await _anyone.StatusAsync(HttpMethod.Get, $"/log/proof/inclusion?record={award}&size=0"));
        Assert.Equal(HttpStatusCode.BadRequest, await _anyone.StatusAsync(HttpMethod.Get, "/log/proof/consistency?from=2&to=1"));
        Assert.Equal(HttpStatusCode.NotFound, await _anyone.StatusAsync(HttpMethod.Get, $"/log/proof/inclusion?record={award}&ordinal=7"));
        Assert.Equal(HttpStatusCode.NotFound, await _anyone.StatusAsync(HttpMethod.Get, $"/log/proof/inclusion?record={Guid.NewGuid()}"));
        Assert.Empty((await _anyone.GetFromJsonAsync<JsonElement>("/log/entries?from=1000000")).GetProperty("entries").EnumerateArray());
    }

    private static List<TreeHash> PathOf(JsonElement proof) => [.. proof.GetProperty("path").EnumerateArray().Select(hash =>
    {
        Assert.True(TreeHash.TryParse(hash.GetString()!, out var read));
        return read;
    })];

    private async Task<Checkpoint> OpenAsync(string note)
    {
        var key = NoteKey.Parse((await _anyone.GetFromJsonAsync<JsonElement>("/log/key")).Text("verifierKey")).Value;
        Assert.True(Checkpoint.TryOpen(note, key, out var checkpoint));
        return checkpoint;
    }

    private async Task<string> AwardAsync(string givenName, string familyName)
    {
        using var staff = await _app.AsIssuerOfDemoAsync();
        return (await staff.AwardedAsync(await staff.FirstAchievementAsync(), givenName, familyName)).Text("id");
    }

    /// <summary>The event's proof, once the log has it.</summary>
    private async Task<JsonElement> ProvedAsync(string record, int ordinal)
    {
        for (var looked = 0; looked < 1000; looked++)
        {
            using var answer = await _anyone.GetAsync($"/log/proof/inclusion?record={record}&ordinal={ordinal}");
            if (answer.IsSuccessStatusCode)
                return await answer.Content.JsonAsync();
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            await Task.Delay(20);
        }
        throw new InvalidOperationException("the event did not come into the log");
    }
}
