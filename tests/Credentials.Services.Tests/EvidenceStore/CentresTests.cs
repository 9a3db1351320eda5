using Credentials.EvidenceStore.Recording;
using Credentials.Keys;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class CentresTests : IAsyncLifetime
{
    private Store _store = null!;

    private Centres Centres => _store.Get<Centres>();

    public async Task InitializeAsync() => _store = await Store.OpenAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_centre_comes_back_as_it_went_in()
    {
        var centre = Store.MakeCentre("full") with
        {
            Address = new("BE", "Vlaanderen", "Kerkstraat 1", "9000", "Gent"),
            Homepage = "https://cvo.example",
            Email = "info@cvo.example",
        };
        centre = new(centre.Slug, centre.Name, centre.Kbo, centre.Address, [new("vks", [3, 4], new(2020, 1, 1), new(2030, 12, 31)), new("eqf", [5])])
        {
            Homepage = centre.Homepage,
            Email = centre.Email,
        };
        Assert.True((await Centres.PutAsync(centre)).Value);
        await _store.RestartAsync();
        Assert.Equal(centre, (await Centres.FindAsync("full"))!.Centre);
        Assert.Null(await Centres.FindAsync("none"));
    }

    [Fact]
    public async Task Changing_its_facts_keeps_its_keys_and_the_same_facts_change_nothing()
    {
        await AddKeyAsync("demo");
        var before = (await Centres.FindAsync("demo"))!;
        Assert.False((await Centres.PutAsync(Store.MakeCentre("demo"))).Value);
        Assert.Equal(before.Version, (await Centres.FindAsync("demo"))!.Version);
        Assert.False((await Centres.PutAsync(Store.MakeCentre("demo") with { Email = "new@cvo.example" })).Value);
        var after = (await Centres.FindAsync("demo"))!;
        Assert.Equal(("new@cvo.example", before.Version + 1), (after.Centre.Email, after.Version));
        Assert.Equal(before.Keys, after.Keys);
    }

    [Fact]
    public async Task A_key_history_comes_back_as_it_went_in()
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
        KeyPeriod[] keys =
        [
            new("did:web:x#1", PrivateKey.Generate(KeyAlgorithm.Ed25519).PublicKey, at, at.AddDays(1), at.AddHours(1)),
            new("did:web:x#2", PrivateKey.Generate(KeyAlgorithm.P256).PublicKey, at.AddDays(1)),
        ];
        Assert.True((await Centres.ChangeKeysAsync("demo", _ => keys)).IsSuccess);
        await _store.RestartAsync();
        Assert.Equal(keys, (await Centres.FindAsync("demo"))!.Keys);
        Assert.Equal(ProblemCode.NotFound, (await Centres.ChangeKeysAsync("none", _ => keys)).Problem?.Code);
        var refused = new Problem(ProblemCode.InvalidKey, "no");
        Assert.Same(refused, (await Centres.ChangeKeysAsync("demo", _ => refused)).Problem);
    }

    [Fact]
    public async Task Keys_added_at_once_are_all_there()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AddKeyAsync("demo"))));
        Assert.Equal(8, (await Centres.FindAsync("demo"))!.Keys.Count);
    }

    [Fact]
    public async Task A_change_by_another_process_is_seen_within_a_second()
    {
        var seen = await Centres.FindAsync("demo");
        var stored = await _store.Storage.FindCentreAsync("demo");
        Assert.True(await _store.Storage.PutCentreAsync(stored! with { Version = stored.Version + 1 }));
        Assert.Same(seen, await Centres.FindAsync("demo"));
        _store.Time.Move(TimeSpan.FromSeconds(1));
        Assert.Equal(stored.Version + 1, (await Centres.FindAsync("demo"))!.Version);
    }

    [Fact]
    public async Task All_are_listed() => Assert.Equal(["arts", "demo"], (await Centres.ListAsync()).Select(centre => centre.Centre.Slug));

    private Task<Result<RegisteredCentre>> AddKeyAsync(string slug) => Centres.ChangeKeysAsync(
        slug, keys => keys.Append(new($"did:web:x#{keys.Count}", PrivateKey.Generate(KeyAlgorithm.Ed25519).PublicKey, _store.Time.GetUtcNow())).ToList());
}
