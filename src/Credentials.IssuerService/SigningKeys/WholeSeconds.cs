namespace Credentials.IssuerService.SigningKeys;

/// <summary>
/// A signature tells its time in whole seconds (<c>iat</c>, <c>created</c>). A key's period is rounded outwards to them, so that what was signed in
/// the period's first or last second is never outside it.
/// </summary>
internal static class WholeSeconds
{
    public static DateTimeOffset AtOrBefore(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    public static DateTimeOffset AtOrAfter(DateTimeOffset instant)
    {
        var before = AtOrBefore(instant);
        return before == instant ? before : before.AddSeconds(1);
    }
}
