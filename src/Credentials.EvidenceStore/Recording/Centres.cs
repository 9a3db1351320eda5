using System.Collections.Concurrent;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Credentials.Keys;

namespace Credentials.EvidenceStore.Recording;

/// <summary>A centre with the history of its keys.</summary>
public sealed record RegisteredCentre(Centre Centre, IReadOnlyList<KeyPeriod> Keys, long Version);

/// <summary>The register of centres. Reads are cached for a moment at most, so that a change by another process is seen within a second.</summary>
public sealed class Centres
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly IEvidenceStorage _storage;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, (RegisteredCentre Centre, long ReadAt)> _cached = new(StringComparer.Ordinal);

    internal Centres(IEvidenceStorage storage, TimeProvider time) => (_storage, _time) = (storage, time);

    /// <summary>Durable. Adds or changes a centre's own facts; its keys stay. Answers whether it is new.</summary>
    public async Task<Result<bool>> PutAsync(Centre centre, CancellationToken cancel = default)
    {
        while (true)
        {
            var stored = await ReadAsync(centre.Slug, cancel);
            if (stored is not null && stored.Centre == centre)
                return false;
            if (await StoreAsync(new(centre, stored?.Keys ?? [], (stored?.Version ?? 0) + 1), cancel))
                return stored is null;
        }
    }

    /// <summary>Durable. Replaces the key history: adding a key, retiring one, naming a compromise.</summary>
    /// <param name="slug">The centre.</param>
    /// <param name="change">From the stored history to the new one; called again when another change came first.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Result<RegisteredCentre>> ChangeKeysAsync(
        string slug, Func<IReadOnlyList<KeyPeriod>, Result<IReadOnlyList<KeyPeriod>>> change, CancellationToken cancel = default)
    {
        while (true)
        {
            if (await ReadAsync(slug, cancel) is not { } stored)
                return new Problem(ProblemCode.NotFound, "There is no such centre.");
            if (!change(stored.Keys).TryGet(out var keys, out var problem))
                return problem;
            var changed = stored with { Keys = keys, Version = stored.Version + 1 };
            if (await StoreAsync(changed, cancel))
                return changed;
        }
    }

    public async ValueTask<RegisteredCentre?> FindAsync(string slug, CancellationToken cancel = default) =>
        _cached.TryGetValue(slug, out var cached) && _time.GetElapsedTime(cached.ReadAt) < Moment ? cached.Centre : await ReadAsync(slug, cancel);

    /// <summary>As stored this instant, by whichever process.</summary>
    public async ValueTask<RegisteredCentre?> FindNowAsync(string slug, CancellationToken cancel = default) => await ReadAsync(slug, cancel);

    public async Task<IReadOnlyList<RegisteredCentre>> ListAsync(CancellationToken cancel = default) =>
        [.. (await _storage.ListCentresAsync(cancel)).Select(document => StoredCentre.Read(document.Json, document.Version))];

    private async Task<RegisteredCentre?> ReadAsync(string slug, CancellationToken cancel)
    {
        var readAt = _time.GetTimestamp();
        if (await _storage.FindCentreAsync(slug, cancel) is not { } document)
            return null;
        // The same instance as long as nothing changed: reading its keys costs more than the storage does.
        var centre = _cached.TryGetValue(slug, out var cached) && cached.Centre.Version == document.Version
            ? cached.Centre
            : StoredCentre.Read(document.Json, document.Version);
        _cached[slug] = (centre, readAt);
        return centre;
    }

    private async Task<bool> StoreAsync(RegisteredCentre centre, CancellationToken cancel)
    {
        var slug = centre.Centre.Slug;
        if (!await _storage.PutCentreAsync(new(slug, centre.Version, StoredCentre.Write(centre.Centre, centre.Keys)), cancel))
            return false;
        _cached.TryRemove(slug, out _);
        return true;
    }
}
