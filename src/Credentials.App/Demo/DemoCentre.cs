using System.Globalization;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Awarding;
using Credentials.IssuerService.Registering;
using Credentials.IssuerService.SigningKeys;
using Credentials.Keys;

namespace Credentials.App.Demo;

/// <summary>
/// Fills an empty store with the centre <c>demo</c>, its keys from <c>keys-dev</c>, its achievements and one award to share. Each step finds what an
/// earlier, interrupted run left, so that filling again finishes it and doubles nothing.
/// </summary>
internal sealed class DemoCentre(
    IEvidenceStorage storage, Centres centres, RegisterCentre register, CreateKey createKey, DefineAchievement define, AwardCredential award,
    TimeProvider time)
{
    public const string Slug = "demo";

    private const string Begun = "demo-begun";
    private const string AwardToShare = "demo-award";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Demo");

    /// <summary>Whether there is anything to do here: the store is empty, or holds the demo.</summary>
    public async Task<bool> BelongsHereAsync(CancellationToken cancel) =>
        await storage.FindSettingAsync(Begun, cancel) is not null || (await centres.ListAsync(cancel)).Count == 0;

    /// <summary>The id of the award to share.</summary>
    public async Task<Result<Guid>> FillAsync(CancellationToken cancel)
    {
        if (await storage.FindSettingAsync(AwardToShare, cancel) is { } filled)
            return Guid.Parse(filled.Value);
        await storage.GetOrAddSettingAsync(new SettingDocument(Begun, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)), cancel);
        if (await FillCentreAsync(cancel) is { } noCentre)
            return noCentre;
        string? first = null;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "Achievements"), "*.json").Order(StringComparer.Ordinal))
        {
            using var json = await ReadAsync(file, cancel);
            var id = json.RootElement.GetProperty("id").GetString()!;
            if ((await define.RunAsync(Slug, id, json.RootElement, cancel: cancel)).Problem is { } refused)
                return refused;
            first ??= id;
        }

        if (!(await AwardAsync(first!, cancel)).TryGet(out var made, out var notAwarded))
            return notAwarded;
        await storage.GetOrAddSettingAsync(new SettingDocument(AwardToShare, made.Document.Id.ToString()), cancel);
        return made.Document.Id;
    }

    private async Task<Problem?> FillCentreAsync(CancellationToken cancel)
    {
        using var facts = await ReadAsync(Path.Combine(Folder, "centre.json"), cancel);
        if (!(await register.RunAsync(Slug, facts.RootElement, cancel)).TryGet(out var registered, out var refused))
            return refused;

        // Registering made the Ed25519 key, with which the centre signs unless ES256 is asked for.
        return registered.Centre.Keys.Any(key => key.Key.Algorithm == KeyAlgorithm.P256)
            ? null
            : (await createKey.RunAsync(Slug, KeyAlgorithm.P256, cancel: cancel)).Problem;
    }

    private async Task<Result<MadeAward>> AwardAsync(string achievement, CancellationToken cancel)
    {
        // A fixed day, so that an interrupted run finds its own award again on any later day.
        using var body = JsonSerializer.SerializeToDocument(new
        {
            achievement,
            learner = new { givenName = "Lotte", familyName = "Verstraeten" },
            awardedOn = "2025-06-30",
        });
        return await award.RunAsync(Slug, body.RootElement, cancel);
    }

    private static async Task<JsonDocument> ReadAsync(string file, CancellationToken cancel) =>
        StrictJson.Parse(await File.ReadAllBytesAsync(file, cancel)).Value;
}
