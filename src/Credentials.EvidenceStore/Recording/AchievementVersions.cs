using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Credentials.Achievements;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Recording;

/// <summary>The achievements of centres, by version. A version that was awarded never changes.</summary>
public sealed class AchievementVersions
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly IEvidenceStorage _storage;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(string Centre, string Id, int Version), Known> _versions = new();
    private readonly ConcurrentDictionary<(string Centre, string Id), (Known Known, long ReadAt)> _newest = new();

    internal AchievementVersions(IEvidenceStorage storage, TimeProvider time) => (_storage, _time) = (storage, time);

    /// <summary>Durable. A change after the first award makes a new version; the same content again changes nothing.</summary>
    public async Task<Result<AchievementVersion>> PutAsync(string centre, Achievement achievement, CancellationToken cancel = default)
    {
        var json = Write(achievement);
        while (true)
        {
            var newest = await _storage.FindAchievementAsync(centre, achievement.Id, null, cancel);
            if (newest is not null && newest.Json.Span.SequenceEqual(json))
                return Learn(newest).Version;
            var version = newest is null ? 1 : newest.IsAwarded ? newest.Version + 1 : newest.Version;
            var document = new AchievementDocument(centre, achievement.Id, version, IsAwarded: false, json);
            if (await _storage.PutAchievementAsync(document, cancel))
            {
                _newest.TryRemove((centre, achievement.Id), out _);
                return Learn(document).Version;
            }
        }
    }

    /// <summary>The given version, or the newest; the same instance for the same version as long as it is cached, so that templates can hang on it.</summary>
    public async ValueTask<AchievementVersion?> FindAsync(string centre, string id, int? version = null, CancellationToken cancel = default)
    {
        if (version is { } number && _versions.TryGetValue((centre, id, number), out var known) && known.IsAwarded)
            return known.Version;
        if (version is null && _newest.TryGetValue((centre, id), out var newest) && _time.GetElapsedTime(newest.ReadAt) < Moment)
            return newest.Known.Version;
        var readAt = _time.GetTimestamp();
        if (await _storage.FindAchievementAsync(centre, id, version, cancel) is not { } document)
            return null;
        var found = Learn(document);
        if (version is null)
            _newest[(centre, id)] = (found, readAt);
        return found.Version;
    }

    public async Task<Page<AchievementVersion>> ListAsync(string centre, string? cursor, int limit, CancellationToken cancel = default)
    {
        var page = await _storage.ListAchievementsAsync(centre, cursor, limit, cancel);
        return new([.. page.Items.Select(document => Learn(document).Version)], page.Next) { IsCursorUnknown = page.IsCursorUnknown };
    }

    /// <summary>
    /// Whether the content that an award was checked against is the one that its reservation froze: between the two the version might have been replaced.
    /// </summary>
    internal async ValueTask<bool> IsFrozenAsync(AchievementVersion version, CancellationToken cancel)
    {
        var key = (version.Centre, version.Achievement.Id, version.Version);
        if (_versions.TryGetValue(key, out var known) && known.IsAwarded && ReferenceEquals(known.Version, version))
            return true;
        return await _storage.FindAchievementAsync(version.Centre, version.Achievement.Id, version.Version, cancel) is { IsAwarded: true } document
            && document.Json.Span.SequenceEqual(Write(version.Achievement))
            && Learn(document) is not null;
    }

    private Known Learn(AchievementDocument document)
    {
        var key = (document.Centre, document.Id, document.Version);
        if (_versions.TryGetValue(key, out var known) && known.Json.Span.SequenceEqual(document.Json.Span))
        {
            return known.IsAwarded == document.IsAwarded ? known : _versions[key] = known with { IsAwarded = document.IsAwarded };
        }
        using var json = JsonDocument.Parse(document.Json);
        var achievement = Achievement.Parse(json.RootElement);
        if (!achievement.IsSuccess)
            throw new InvalidDataException($"stored achievement {document.Id} cannot be read: {achievement.Problem}");
        return _versions[key] = new(new(document.Centre, document.Version, achievement.Value), document.IsAwarded, document.Json);
    }

    private static byte[] Write(Achievement achievement)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(output))
            achievement.Write(json);
        return output.WrittenSpan.ToArray();
    }

    private sealed record Known(AchievementVersion Version, bool IsAwarded, ReadOnlyMemory<byte> Json);
}
