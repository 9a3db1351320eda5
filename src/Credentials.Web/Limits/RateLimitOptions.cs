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

    /// <summary>Requests to wallets per period from one address.</summary>
    [Range(1, int.MaxValue)]
    public int AsksPerAddress { get; set; } = 30;

    /// <summary>Requests to wallets per period with one API key.</summary>
    [Range(1, int.MaxValue)]
    public int AsksPerKey { get; set; } = 300;

    /// <summary>
    /// National numbers per period with one API key that are faulty, nobody's or not the caller's to see; beyond them nothing is answered about any number.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int GuessesPerKey { get; set; } = 20;

    /// <summary>
    /// Different national numbers per <see cref="NumbersPeriod"/> that one API key may send, in awards, class lists, proofs and look-ups together, whoever's
    /// they are: more than the largest centre has learners in a day, and far fewer than there are numbers to try.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int NumbersPerKey { get; set; } = 20_000;

    /// <summary>Begins with the first number that a key sends, and then anew.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan NumbersPeriod { get; set; } = TimeSpan.FromDays(1);

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(1);
}
