using Credentials.PublicVerifier.Gathering;

namespace Credentials.Services.Tests.Gathering;

public class ExpiringCacheTests
{
    [Fact]
    public async Task It_stays_within_its_bytes_and_drops_what_was_unused_longest()
    {
        var clock = new ManualClock();
        var cache = new ExpiringCache<string>(clock, maxBytes: 100_000);
        var fetched = new Dictionary<string, int>();
        Task<CacheItem<string>> Fetch(string key)
        {
            fetched[key] = fetched.GetValueOrDefault(key) + 1;
            return Task.FromResult(new CacheItem<string>(key, 10_000, TimeSpan.FromHours(1)));
        }

        for (var round = 0; round < 40; round++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await cache.GetAsync("favourite", Fetch, CancellationToken.None);
            clock.Advance(TimeSpan.FromSeconds(1));
            await cache.GetAsync($"once-{round}", Fetch, CancellationToken.None);
        }

        Assert.Equal(1, fetched["favourite"]);
        await cache.GetAsync("once-0", Fetch, CancellationToken.None);
        Assert.Equal(2, fetched["once-0"]);
    }

    [Fact]
    public async Task A_fetch_that_throws_is_not_kept()
    {
        var cache = new ExpiringCache<string>(new ManualClock(), maxBytes: 100_000);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            cache.GetAsync("a", _ => Task.FromException<CacheItem<string>>(new InvalidOperationException()), CancellationToken.None).AsTask());

        Assert.Equal("good", await cache.GetAsync("a", _ => Task.FromResult(new CacheItem<string>("good", 1, TimeSpan.FromHours(1))), CancellationToken.None));
    }
}
