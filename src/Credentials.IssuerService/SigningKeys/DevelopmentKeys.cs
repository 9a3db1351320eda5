using Credentials.Keys;

namespace Credentials.IssuerService.SigningKeys;

/// <summary>
/// The throw-away keys of <c>keys-dev</c>. Their private halves are public, so that anyone can sign with them: outside Development they are refused
/// by thumbprint, wherever they lie.
/// </summary>
public static class DevelopmentKeys
{
    private static readonly HashSet<string> Thumbprints = new(StringComparer.Ordinal)
    {
        "dQoY1Jo_FWlSRB0MUWvnvQhhZVu2Ya6PQ_YSN_xDa1o",
        "usuDQ2QenLivURrlkddGooHgj2zeimxhx_83qzOwhto",
    };

    public static bool Contains(PublicKey key) => Thumbprints.Contains(key.Thumbprint);
}
