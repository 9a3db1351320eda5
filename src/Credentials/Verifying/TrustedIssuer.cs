using Credentials.Issuing;
using Credentials.Keys;

namespace Credentials.Verifying;

/// <summary>An entry of the trust list: a centre that this verifier knows, its key history and what it may award.</summary>
public sealed record TrustedIssuer(Did Did, Centre Centre, IReadOnlyList<KeyPeriod> Keys)
{
    /// <summary>The list of this service's own centres, whose credentials always have a status.</summary>
    public const string LocalRegister = "local";

    /// <summary>The <c>iss</c> of its SD-JWT VCs, character for character; null where it issues none under an address.</summary>
    public string? Address { get; init; }

    /// <summary>Which list says so, e.g. <see cref="LocalRegister"/>; shown in the report.</summary>
    public string Register { get; init; } = LocalRegister;
}
