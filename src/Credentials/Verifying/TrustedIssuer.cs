using Credentials.Issuing;
using Credentials.Keys;

namespace Credentials.Verifying;

/// <summary>An entry of the trust list: a centre that this verifier knows, its key history and what it may award.</summary>
public sealed record TrustedIssuer(Did Did, Centre Centre, IReadOnlyList<KeyPeriod> Keys)
{
    /// <summary>Which list says so, e.g. <c>local</c>; shown in the report.</summary>
    public string Register { get; init; } = "local";
}
