using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>What became of a master key that another has replaced.</summary>
internal enum EarlierKeyState
{
    /// <summary>Something may be sealed under it.</summary>
    InUse,

    /// <summary>Nothing is; its file may still be there.</summary>
    Unused,

    /// <summary>Its rotation is over.</summary>
    Retired,
}

/// <summary>
/// How far the rotation of master keys has come, as the database says: the current key, and what became of those before it, oldest first.
/// </summary>
/// <param name="Current">Null before the first start.</param>
internal sealed record MasterKeyState(string? Current, IReadOnlyList<(string Id, EarlierKeyState State)> Earlier)
{
    private const string EarlierSetting = "secret:master-earlier";

    private static readonly (EarlierKeyState State, string Word)[] Words =
        [(EarlierKeyState.InUse, "in-use"), (EarlierKeyState.Unused, "unused"), (EarlierKeyState.Retired, "retired")];

    /// <summary>Keys besides the current one that something may be sealed under.</summary>
    public IEnumerable<string> InUse => Earlier.Where(key => key.State == EarlierKeyState.InUse && key.Id != Current).Select(key => key.Id);

    public static async Task<MasterKeyState> ReadAsync(IEvidenceStorage storage, CancellationToken cancel = default)
    {
        var current = await storage.FindSettingAsync(MasterKeyNames.Setting, cancel);
        var earlier = await storage.FindSettingAsync(EarlierSetting, cancel);
        return new(current?.Value, Parse(earlier?.Value ?? ""));
    }

    /// <summary>Durable. Stores what became of earlier keys; false when another did meanwhile.</summary>
    public async Task<bool> ReplaceEarlierAsync(IEvidenceStorage storage, IReadOnlyList<(string Id, EarlierKeyState State)> earlier, CancellationToken cancel)
    {
        var (was, becomes) = (Write(Earlier), Write(earlier));
        if (was == becomes)
            return true;
        await storage.GetOrAddSettingAsync(new(EarlierSetting, ""), cancel);
        return await storage.ReplaceSettingAsync(new(EarlierSetting, becomes), was, cancel);
    }

    private static string Write(IReadOnlyList<(string Id, EarlierKeyState State)> keys) =>
        string.Join(' ', keys.Select(key => $"{key.Id}:{Words.First(known => known.State == key.State).Word}"));

    private static List<(string, EarlierKeyState)> Parse(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => key.Split(':') is [var id, var word] && Words.Any(known => known.Word == word)
            ? (id, Words.First(known => known.Word == word).State)
            : throw new StorageException($"The setting {EarlierSetting} in the database cannot be read."))];
}
