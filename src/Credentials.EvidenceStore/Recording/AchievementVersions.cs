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
    private readonly ConcurrentDictionary<(string Centre, string Id), (DefinedAchievement Newest, long ReadAt)> _newest = new();

    internal AchievementVersions(IEvidenceStorage storage, TimeProvider time) => (_storage, _time) = (storage, time);

    /// <summary>
    /// Durable. A change after the first award makes a new version; the same content again changes nothing. <see cref="ProblemCode.VersionConflict"/> where
    /// something else is there than expected.
    /// </summary>
    /// <param name="centre">Whose.</param>
    /// <param name="achievement">The content.</param>
    /// <param name="expected">What is to be replaced; null where whatever is there is.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Result<AchievementVersion>> PutAsync(
        string centre, Achievement achievement, ExpectedAchievement? expected = null, CancellationToken cancel = default)
    {
        var json = Write(achievement);
        while (true)
        {
            var newest = await _storage.FindAchievementAsync(centre, achievement.Id, null, cancel);
            if (expected is not null && !IsExpected(newest, expected.Newest))
            {
                _newest.TryRemove((centre, achievement.Id), out _);
                return new Problem(ProblemCode.VersionConflict, "the achievement was changed meanwhile");
            }
            if (newest is not null && newest.Json.Span.SequenceEqual(json))
                return Learn(newest).Version;
            var version = newest is null ? 1 : newest.IsAwarded ? newest.Version + 1 : newest.Version;
            var document = new AchievementDocument(centre, achievement.Id, version, IsAwarded: false, json);
            if (await _storage.PutAchievementAsync(document, newest?.Json ?? ReadOnlyMemory<byte>.Empty, cancel))
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
            return newest.Newest.Version;
        return version is null
            ? (await FindNewestAsync(centre, id, cancel))?.Version
            : await _storage.FindAchievementAsync(centre, id, version, cancel) is { } document ? Learn(document).Version : null;
    }

    /// <summary>The newest version, with what became of the achievement; as it was at most half a second ago.</summary>
    public async ValueTask<DefinedAchievement?> FindNewestAsync(string centre, string id, CancellationToken cancel = default)
    {
        if (_newest.TryGetValue((centre, id), out var newest) && _time.GetElapsedTime(newest.ReadAt) < Moment)
            return newest.Newest;
        var readAt = _time.GetTimestamp();
        if (await _storage.FindAchievementAsync(centre, id, null, cancel) is not { } document)
            return null;
        var found = Defined(document);
        _newest[(centre, id)] = (found, readAt);
        return found;
    }

    public async Task<Page<AchievementVersion>> ListAsync(string centre, string? cursor, int limit, CancellationToken cancel = default)
    {
        var page = await ListNewestAsync(centre, cursor, limit, archived: null, cancel);
        return new([.. page.Items.Select(item => item.Version)], page.Next) { IsCursorUnknown = page.IsCursorUnknown };
    }

    /// <summary>The newest version of each, in the order in which they were first defined.</summary>
    /// <param name="centre">Whose.</param>
    /// <param name="cursor">Where a page ended; null for the first.</param>
    /// <param name="limit">Most of them.</param>
    /// <param name="archived">False for those that can be awarded, true for those that were archived, null for both.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Page<DefinedAchievement>> ListNewestAsync(
        string centre, string? cursor, int limit, bool? archived, CancellationToken cancel = default)
    {
        var page = await _storage.ListAchievementsAsync(centre, cursor, limit, archived, cancel);
        return new([.. page.Items.Select(Defined)], page.Next) { IsCursorUnknown = page.IsCursorUnknown };
    }

    /// <summary>
    /// Durable. An archived achievement is awarded no more; its pages, and what was awarded, stay. Other processes know half a second later.
    /// </summary>
    /// <returns>Whether it changed; null where the centre has no such achievement.</returns>
    public async Task<bool?> ArchiveAsync(string centre, string id, bool archived, CancellationToken cancel = default)
    {
        var changed = await _storage.ArchiveAchievementAsync(centre, id, archived ? _time.GetUtcNow() : null, cancel);
        _newest.TryRemove((centre, id), out _);
        return changed || await _storage.FindAchievementAsync(centre, id, null, cancel) is not null ? changed : null;
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

    // By what is read in it, not by its bytes: an older release may have written the same in another order.
    private bool IsExpected(AchievementDocument? newest, AchievementVersion? expected) => newest is null || expected is null
        ? newest is null && expected is null
        : newest.Version == expected.Version && Write(Learn(newest).Version.Achievement).AsSpan().SequenceEqual(Write(expected.Achievement));

    private DefinedAchievement Defined(AchievementDocument document) => new(Learn(document).Version, document.IsAwarded, document.ArchivedAt);

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

/// <summary>What whoever changes an achievement has seen.</summary>
/// <param name="Newest">The newest version; null where there was none.</param>
public sealed record ExpectedAchievement(AchievementVersion? Newest);
