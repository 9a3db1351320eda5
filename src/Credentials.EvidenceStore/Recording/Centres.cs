using Credentials.Issuing;
using Credentials.Keys;

namespace Credentials.EvidenceStore.Recording;

/// <summary>A centre with the history of its keys.</summary>
public sealed record RegisteredCentre(Centre Centre, IReadOnlyList<KeyPeriod> Keys, long Version);

/// <summary>The register of centres. Reads are cached for a moment at most, so that a change by another process is seen within a second.</summary>
public sealed class Centres
{
    /// <summary>Durable. Adds or changes a centre's own facts; its keys stay. Answers whether it is new.</summary>
    public Task<Result<bool>> PutAsync(Centre centre, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>Durable. Replaces the key history: adding a key, retiring one, naming a compromise.</summary>
    public Task<Result<RegisteredCentre>> ChangeKeysAsync(
        string slug, Func<IReadOnlyList<KeyPeriod>, Result<IReadOnlyList<KeyPeriod>>> change, CancellationToken cancel = default) =>
        throw new NotImplementedException();

    public ValueTask<RegisteredCentre?> FindAsync(string slug, CancellationToken cancel = default) => throw new NotImplementedException();

    public Task<IReadOnlyList<RegisteredCentre>> ListAsync(CancellationToken cancel = default) => throw new NotImplementedException();
}
