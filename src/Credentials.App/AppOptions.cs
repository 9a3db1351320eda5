namespace Credentials.App;

/// <summary>Settings of the installation as a whole, at the root of the configuration.</summary>
public sealed record AppOptions
{
    /// <summary>Which parts run in this process: <c>issuer</c>, <c>store</c>, <c>verifier</c>, comma-separated; all of them when left out.</summary>
    public string? Roles { get; init; }

    /// <summary>
    /// Scheme, host and port that stand in credentials; on loopback <c>http://localhost:PORT</c> when left out. Stored at first start, for good.
    /// </summary>
    public string? PublicUrl { get; init; }

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string? Urls { get; init; }
}
