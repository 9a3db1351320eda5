using System.ComponentModel.DataAnnotations;

namespace Credentials.Web.Limits;

/// <summary>Settings section <c>RateLimits</c>: how often one client may call. A bucket refills evenly over the period.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Calls per period from one address (an IPv6 /64 counts as one) without a good API key.</summary>
    [Range(1, int.MaxValue)]
    public int PerAddress { get; set; } = 600;

    /// <summary>Calls per period with one API key.</summary>
    [Range(1, int.MaxValue)]
    public int PerKey { get; set; } = 12_000;

    /// <summary>
    /// National numbers per period with one API key that are faulty, nobody's or not the caller's to see; beyond them nothing is answered about any number.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int GuessesPerKey { get; set; } = 20;

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(1);
}
