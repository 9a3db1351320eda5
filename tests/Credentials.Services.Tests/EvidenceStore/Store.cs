using System.Text.Json;
using Credentials.Achievements;
using Credentials.EvidenceStore;
using Credentials.EvidenceStore.Access;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Services.Tests.Apps;
using Credentials.Signing;
using Credentials.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Credentials.Services.Tests.EvidenceStore;

/// <summary>The evidence store as the app composes it, on a folder of its own, with a centre, an achievement and a key to sign with.</summary>
internal sealed class Store : IAsyncDisposable
{
    public const string Centre = "demo";

    private const string Welding = """
        {"id":"welding","title":{"nl":"Lassen"},"description":{"nl":"Lassen met de MAG-techniek"},
         "levels":[{"framework":"vks","level":4,"verifiedBy":"AHOVOKS"}],"learningOutcomes":[{"title":{"nl":"Last hoeknaden"}}],"workload":{"ects":3},
         "assessment":{"type":{"nl":"Proef"},"scale":{"required":false,"values":[{"value":"Geslaagd","pass":true},{"value":"Niet geslaagd","pass":false}]}},
         "participation":"on-site","qualityAssurance":{"type":{"nl":"Doorlichting"}},"suspendable":true}
        """;

    private static readonly Uri Address = new("https://credentials.example");
    private static readonly PrivateKey Key = PrivateKey.Generate(KeyAlgorithm.Ed25519);

    private readonly TemporaryFolder? _own;
    private ServiceProvider _services = null!;

    private Store(string? folder) => Folder = folder ?? (_own = new()).Path;

    public string Folder { get; }

    public ManualTime Time { get; } = new();

    public IEvidenceStorage Storage => Get<IEvidenceStorage>();

    public RecordAwards Record => Get<RecordAwards>();

    public ConsultAwards Consult => Get<ConsultAwards>();

    public ChangeAwards Change => Get<ChangeAwards>();

    public ShareCredentials Shares => Get<ShareCredentials>();

    public ApiKeys ApiKeys => Get<ApiKeys>();

    public static async Task<Store> OpenAsync(params (string Name, string? Value)[] settings)
    {
        var store = new Store(folder: null);
        store.Start(settings);
        foreach (var slug in (string[])[Centre, "arts"])
            Assert.True((await store.Get<Centres>().PutAsync(MakeCentre(slug))).IsSuccess);
        Assert.True((await store.Get<AchievementVersions>().PutAsync(Centre, Achievement())).IsSuccess);
        Assert.True((await store.Get<AchievementVersions>().PutAsync("arts", Achievement())).IsSuccess);
        return store;
    }

    /// <summary>Another process on the same folder.</summary>
    public Store OpenBeside()
    {
        var store = new Store(Folder);
        store.Start([]);
        return store;
    }

    /// <summary>A process on another folder, as it is.</summary>
    public static Store OpenElsewhere(string folder)
    {
        var store = new Store(folder);
        store.Start([]);
        return store;
    }

    public static Centre MakeCentre(string slug) => new(
        slug, $"CVO {slug}", KboNumber.TryParse("0566.988.259", out var kbo) ? kbo : default, new("BE", "Vlaanderen"), [new("vks", [1, 2, 3, 4, 5])]);

    public static Achievement Achievement(string description = "Lassen met de MAG-techniek")
    {
        using var json = JsonDocument.Parse(Welding.Replace("Lassen met de MAG-techniek", description, StringComparison.Ordinal));
        return Credentials.Achievements.Achievement.Parse(json.RootElement).Value;
    }

    public static AwardRequest Request(string givenName = "Jan", string familyName = "Peeters", DateOnly? awardedOn = null) =>
        new("welding", new(givenName, familyName), awardedOn ?? new(2026, 6, 30));

    public static SignedCredential Sign(ReservedAward award, CredentialForm form = CredentialForm.VcJwt)
    {
        Assert.True(Did.TryParse($"did:web:credentials.example:centres:{award.Document.Centre}", out var issuer));
        var draft = CredentialDraft.Write(award.Award, award.Document.Id, issuer, Address, new(award.Slot.List, award.Slot.Index)).Check().Value;
        var key = new SigningKey($"{issuer}#key-1", Key);
        var now = new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);
        return form == CredentialForm.VcJwt ? draft.SignAsJwt(key, now) : draft.SignAsDataIntegrity(key, now).Value;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Ends the process, as far as the store can tell, and starts it again on the same folder.</summary>
    public async Task RestartAsync(params (string Name, string? Value)[] settings)
    {
        await _services.DisposeAsync();
        Start(settings);
    }

    public async Task<CheckedAward> CheckAsync(AwardRequest request, string centre = Centre)
    {
        var achievement = await Get<AchievementVersions>().FindAsync(centre, request.Achievement);
        return CheckedAward.Check(request, MakeCentre(centre), achievement!, new(2026, 7, 1)).Value;
    }

    public async Task<Result<ReservedAward>> ReserveAsync(AwardRequest request, string centre = Centre) =>
        Assert.Single(await Record.ReserveAsync([new(await CheckAsync(request, centre))]));

    public async Task<AwardView> AwardAsync(AwardRequest? request = null, string centre = Centre)
    {
        var reserved = (await ReserveAsync(request ?? Request(), centre)).Value;
        await Record.CompleteAsync([(reserved, Sign(reserved))]);
        return (await Consult.FindAsync(centre, reserved.Document.Id)).Value;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _own?.Dispose();
    }

    private void Start((string Name, string? Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))
                .Append(new("EvidenceStore:DataFolder", Folder)).DistinctBy(setting => setting.Key)).Build());
        // Outside Development, as far as the store can tell, unless a test says otherwise.
        if (settings.FirstOrDefault(setting => setting.Name == HostDefaults.EnvironmentKey).Value is { } environment)
            services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = environment });
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(new PublicAddress(Address));
        services.AddEvidenceStore();
        _services = services.BuildServiceProvider();
    }
}
