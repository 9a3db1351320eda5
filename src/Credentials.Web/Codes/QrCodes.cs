using Microsoft.Extensions.Caching.Memory;

namespace Credentials.Web.Codes;

/// <summary>QR codes made lately, at most 2,000 of them.</summary>
public sealed class QrCodes : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 2000 });

    /// <inheritdoc cref="QrCode.Of"/>
    public QrCode Of(string text) => _cache.GetOrCreate(text, entry =>
    {
        entry.Size = 1;
        return QrCode.Of(text);
    })!;

    public void Dispose() => _cache.Dispose();
}
