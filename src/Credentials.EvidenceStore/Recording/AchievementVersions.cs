using Credentials.Achievements;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Recording;

/// <summary>The achievements of centres, by version. A version that was awarded never changes.</summary>
public sealed class AchievementVersions
{
    /// <summary>Durable. A change after the first award makes a new version; the same content again changes nothing.</summary>
    public Task<Result<AchievementVersion>> PutAsync(string centre, Achievement achievement, CancellationToken cancel = default) =>
        throw new NotImplementedException();

    /// <summary>The given version, or the newest; the same instance for the same version as long as it is cached, so that templates can hang on it.</summary>
    public ValueTask<AchievementVersion?> FindAsync(string centre, string id, int? version = null, CancellationToken cancel = default) =>
        throw new NotImplementedException();

    public Task<Page<AchievementVersion>> ListAsync(string centre, string? cursor, int limit, CancellationToken cancel = default) =>
        throw new NotImplementedException();
}
