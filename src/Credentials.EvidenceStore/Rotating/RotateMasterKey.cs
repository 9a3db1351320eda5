using Credentials.EvidenceStore.BackingUp;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Rotating;

/// <summary>
/// Replaces the master key while the service runs: everything that is sealed under it is sealed anew under another, then it is retired. What it protects
/// (learners' own keys, and so every record) stays as it is. Killed at any moment, it goes on with the next run; until then both keys are in use.
/// </summary>
public sealed class RotateMasterKey
{
    /// <summary>Folder of the lock, in the data folder.</summary>
    internal const string WorkName = ".rotating";

    private const int MostForgetting = 8;

    private readonly IEvidenceStorage _storage;
    private readonly StoreSecrets _secrets;
    private readonly EvidenceStoreOptions _options;
    private readonly MasterKeyFiles _files;
    private readonly bool _mayHaveOthers;

    internal RotateMasterKey(IEvidenceStorage storage, StoreSecrets secrets, EvidenceStoreOptions options, StorageOptions engine) =>
        (_storage, _secrets, _options, _files, _mayHaveOthers) = (storage, secrets, options, new(options), engine.IsOnServer);

    /// <summary>Makes the key that the next rotation will use, so that it can be copied to other instances first; answers its file.</summary>
    public async Task<Result<string>> PrepareAsync(CancellationToken cancel = default)
    {
        if (_files.AreElsewhere)
            return KeptElsewhere;
        using var work = WorkFolder.TryOpen(Path.Combine(_options.DataFolder, WorkName));
        if (work is null)
            return UnderWay;
        try
        {
            var state = await MasterKeyState.ReadAsync(_storage, cancel);
            return FindNext(state).TryGet(out var next, out var problem) ? (next ?? _files.Make()).Path : problem;
        }
        finally
        {
            work.Remove();
        }
    }

    /// <summary>Begins a rotation, or goes on with one that was interrupted.</summary>
    /// <param name="keep">Whether the old key's file stays, e.g. for back-ups without keys.</param>
    /// <param name="tell">Hears how far it is.</param>
    /// <param name="cancel">Gives up; the next run goes on.</param>
    /// <exception cref="StorageException">A key is missing, or the storage cannot be used.</exception>
    public async Task<Result<RotatedMasterKey>> RunAsync(bool keep, Action<string> tell, CancellationToken cancel = default)
    {
        using var work = WorkFolder.TryOpen(Path.Combine(_options.DataFolder, WorkName));
        if (work is null)
            return UnderWay;
        try
        {
            var state = await MasterKeyState.ReadAsync(_storage, cancel);
            var isResumed = state.InUse.Any() || state.Earlier.Any(key => key.State == EarlierKeyState.Unused);
            if (isResumed)
                tell($"going on with the rotation to master key {state.Current}, which was interrupted");
            else if (await BeginAsync(state, tell, cancel) is { } problem)
                return problem;
            await _secrets.Master.RefreshAsync(cancel);
            var reseal = new ResealAll(_storage, _secrets.Master);
            var unopened = await reseal.RunAsync(tell, cancel);
            if (unopened.Count > 0)
            {
                return new Problem(ProblemCode.InvalidInput,
                    $"No master key that is here opens {ResealAll.Named(unopened)}: put the key back that it was sealed under, or restore it, and run this again. "
                    + "Everything else is under the new key; the old one stays until then.");
            }
            return await RetireAsync(reseal, isResumed, keep, cancel);
        }
        catch (MasterKeyReplacedException)
        {
            return RunAgain;
        }
        finally
        {
            work.Remove();
        }
    }

    private async Task<Problem?> BeginAsync(MasterKeyState state, Action<string> tell, CancellationToken cancel)
    {
        if (!FindNext(state).TryGet(out var found, out var problem))
            return problem;
        if (found is null && _mayHaveOthers)
        {
            return new(ProblemCode.InvalidInput,
                "Other instances may work on this database, and must have the new key before it is used: make it with --prepare, copy it to them, then run this again.");
        }
        var next = found ?? _files.Make();
        tell($"the new master key is {next.Key.Id}, in {next.Path}");
        var old = state.Current!;
        // Noted first, so that no moment is in which something may be under a key that nobody knows of.
        if (!await state.ReplaceEarlierAsync(_storage, [.. state.Earlier.Where(key => key.Id != old), (old, EarlierKeyState.InUse)], cancel)
            || !await _storage.ReplaceSettingAsync(new(MasterKeyNames.Setting, next.Key.Id), old, cancel))
        {
            return new(ProblemCode.VersionConflict, "Another rotation began at the same moment: run this again, and it goes on with that one.");
        }
        return null;
    }

    /// <summary>The key that was put there to come next; null where one is to be made.</summary>
    private Result<MasterKeyFile?> FindNext(MasterKeyState state)
    {
        var next = _files.ReadAll().Where(file => file.IsNext && file.Key.Id != state.Current && state.Earlier.All(key => key.Id != file.Key.Id)).ToList();
        if (next.Count == 0 && _files.AreElsewhere)
            return KeptElsewhere;
        return next.Count <= 1
            ? next.FirstOrDefault()
            : new Problem(ProblemCode.InvalidInput, $"It is not clear which key comes next: {string.Join(", ", next.Select(file => file.Path))}. Remove all but one.");
    }

    private async Task<Result<RotatedMasterKey>> RetireAsync(ResealAll reseal, bool isResumed, bool keep, CancellationToken cancel)
    {
        var isForgotten = await ForgetAsync(cancel);
        var state = await MasterKeyState.ReadAsync(_storage, cancel);
        var retired = state.Earlier.Where(key => key.State != EarlierKeyState.Retired && key.Id != state.Current).Select(key => key.Id).ToList();
        // Before the file goes: a start must not ask for a key that is being removed.
        if (!await state.ReplaceEarlierAsync(_storage, Marked(state, retired, EarlierKeyState.Unused), cancel))
            return RunAgain;
        var removed = new List<string>();
        if (!keep && !_files.AreElsewhere)
        {
            foreach (var file in _files.ReadAll().Where(file => retired.Contains(file.Key.Id) && _files.IsOwn(file)))
            {
                Secret.Remove(file.Path);
                removed.Add(file.Path);
            }
        }
        state = await MasterKeyState.ReadAsync(_storage, cancel);
        return await state.ReplaceEarlierAsync(_storage, Marked(state, retired, EarlierKeyState.Retired), cancel)
            ? new RotatedMasterKey(_secrets.Master.Current.Id, isResumed, reseal.Learners, reseal.Others, retired, removed, isForgotten)
            : RunAgain;
    }

    private async Task<bool> ForgetAsync(CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MostForgetting; attempt++)
        {
            if (await _storage.ForgetAsync(cancel))
                return true;
        }
        return false;
    }

    private static IReadOnlyList<(string, EarlierKeyState)> Marked(MasterKeyState state, List<string> retired, EarlierKeyState mark) =>
        [.. state.Earlier.Select(key => retired.Contains(key.Id) ? (key.Id, mark) : key)];

    private static Problem UnderWay { get; } = new(ProblemCode.InvalidInput, "Another rotation is under way in this data folder.");

    private static Problem RunAgain { get; } = new(ProblemCode.VersionConflict, "Another rotation was at it at the same moment: run this again.");

    private static Problem KeptElsewhere { get; } = new(ProblemCode.InvalidInput,
        "The master key is kept in a file of yours (EvidenceStore:MasterKeyFile), where none is made or removed for you. Put a new one beside it (32 random bytes in base64, "
        + "e.g. openssl rand -base64 32; mode 0400), let EvidenceStore:MasterKeyFile name it and EvidenceStore:EarlierMasterKeyFiles:0 the old one, on every instance, restart them "
        + "one after the other, and run this again. Until then everything goes on under the old key.");
}
