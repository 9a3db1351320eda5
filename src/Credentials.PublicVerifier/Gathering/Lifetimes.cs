namespace Credentials.PublicVerifier.Gathering;

/// <summary>How long an answer is kept: the shortest of what speaks about it, within what the options allow.</summary>
internal static class Lifetimes
{
    public static TimeSpan Of(FetchingOptions options, params ReadOnlySpan<TimeSpan?> limits)
    {
        TimeSpan? shortest = null;
        foreach (var limit in limits)
            if (limit is { } one && !(shortest < one))
                shortest = one < TimeSpan.Zero ? TimeSpan.Zero : one;
        var lifetime = shortest ?? options.DefaultLifetime;
        return lifetime < options.MaxLifetime ? lifetime : options.MaxLifetime;
    }
}
