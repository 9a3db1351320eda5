using Credentials.Web.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;

namespace Credentials.IssuerService.Wallets;

/// <summary>
/// Slows down whoever gives wrong transaction codes, by offer and address: after a few, one try a pause. The offer itself stays good, so that nobody who
/// saw a code can use up what is another's.
/// </summary>
internal sealed class WrongCodes(TimeProvider time) : IDisposable
{
    private const int Free = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private readonly MemoryCache _tries = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>How long to wait before the next try is looked at; null when it is now.</summary>
    public TimeSpan? WaitOf(HttpContext context, string code)
    {
        if (_tries.Get<Tries>(KeyOf(context, code)) is not { } tries || tries.Count < Free)
            return null;
        var left = Pause - time.GetElapsedTime(tries.LastAt);
        return left > TimeSpan.Zero ? left : null;
    }

    public void Count(HttpContext context, string code)
    {
        var key = KeyOf(context, code);
        var before = _tries.Get<Tries>(key)?.Count ?? 0;
        _tries.Set(key, new Tries(before + 1, time.GetTimestamp()), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
    }

    public void Dispose() => _tries.Dispose();

    private static (string, string) KeyOf(HttpContext context, string code) => (ClientAddress.Of(context), code);

    private sealed record Tries(int Count, long LastAt);
}
