namespace Credentials.PublicVerifier.Gathering;

/// <summary>
/// How many addresses of strangers one check may ask for: a presentation of many credentials must not make this verifier knock on many doors.
/// What this installation publishes itself does not count; what a cache may answer does, so that the same presentation always gets the same answer.
/// </summary>
/// <param name="most">Distinct addresses.</param>
/// <param name="within">Of several checks that one call asked for together, which they share.</param>
public sealed class FetchAllowance(int most = FetchAllowance.MaxAddresses, FetchAllowance? within = null)
{
    /// <summary>Distinct addresses in one check, of status lists, DID documents and metadata together.</summary>
    public const int MaxAddresses = 16;

    internal const string Exceeded = "what was handed in names more addresses than one check asks for";

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Lock _asking = new();

    /// <summary>Whether an address was refused.</summary>
    internal bool WasExceeded { get; private set; }

    /// <summary>Whether this address may be asked for.</summary>
    internal bool Allows(string address)
    {
        lock (_asking)
        {
            var allows = _asked.Contains(address) || (_asked.Count < most && within?.Allows(address) != false && _asked.Add(address));
            WasExceeded |= !allows;
            return allows;
        }
    }
}
