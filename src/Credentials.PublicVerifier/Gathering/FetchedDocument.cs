namespace Credentials.PublicVerifier.Gathering;

/// <summary>What an address answered.</summary>
/// <param name="Body">The bytes, decompressed.</param>
/// <param name="MaxAge">How long they may be kept, as the answer says (RFC 9111); null where it says nothing.</param>
public sealed record FetchedDocument(ReadOnlyMemory<byte> Body, TimeSpan? MaxAge)
{
    internal static TimeSpan? MaxAgeOf(HttpResponseMessage response)
    {
        if (response.Headers.CacheControl is not { } control)
            return null;
        if (control.NoStore || control.NoCache)
            return TimeSpan.Zero;
        if (control.MaxAge is not { } maxAge)
            return null;
        var left = maxAge - (response.Headers.Age ?? TimeSpan.Zero);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }
}
