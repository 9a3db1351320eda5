namespace Credentials.SdJwts;

/// <summary>What a verifier asked of the holder's proof.</summary>
/// <param name="Audience">The one <c>aud</c>.</param>
/// <param name="Nonce">The <c>nonce</c> that was given for this request.</param>
/// <param name="Now">The instant of the check.</param>
public sealed record KeyBindingExpectation(string Audience, string Nonce, DateTimeOffset Now)
{
    /// <summary>How old the proof may be.</summary>
    public TimeSpan MaxAge { get; init; } = UsualMaxAge;

    /// <summary>How far the two clocks may be apart.</summary>
    public TimeSpan ClockTolerance { get; init; } = UsualTolerance;

    internal static TimeSpan UsualMaxAge => TimeSpan.FromMinutes(5);

    internal static TimeSpan UsualTolerance => TimeSpan.FromMinutes(1);
}
