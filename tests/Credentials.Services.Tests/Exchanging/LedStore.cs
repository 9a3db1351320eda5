using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.EvidenceStore.Exchanging;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Credentials.Services.Tests.EvidenceStore;

namespace Credentials.Services.Tests.Exchanging;

/// <summary>An evidence store whose achievement must be registered in LED, and a stub of LED beside it. Nothing is sent but by <see cref="SendAsync"/>.</summary>
internal sealed class LedStore : IAsyncDisposable
{
    public const string Supplier = "Volwassenenonderwijs";

    private LedStore(Store store, LedStub led) => (Store, Led) = (store, led);

    public Store Store { get; }

    public LedStub Led { get; }

    public LedOutbox Outbox => Store.Get<LedOutbox>();

    public static async Task<LedStore> OpenAsync(params (string Name, string? Value)[] settings)
    {
        var led = await LedStub.StartAsync();
        var opened = new LedStore(await Store.OpenAsync([.. settings, .. SettingsFor(led)]), led);
        foreach (var centre in (string[])[Store.Centre, "arts"])
            Assert.True((await opened.Store.Get<AchievementVersions>().PutAsync(centre, Achievement())).IsSuccess);
        return opened;
    }

    public static (string Name, string? Value)[] SettingsFor(LedStub led) =>
    [
        ("environment", "Development"), ("Led:Address", led.Address), ("Led:Sender:Identification", "cvo.vlaanderen.be/demo/leerbewijzen"), ("Led:Supplier", Supplier),
        ("Led:Timeout", "00:00:05"),
    ];

    /// <summary>The store's achievement with LED's fields.</summary>
    public static Achievements.Achievement Achievement()
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
            Store.Achievement().Write(writer);
        var definition = JsonNode.Parse(output.ToArray())!.AsObject();
        definition["led"] = Fields();
        using var document = JsonDocument.Parse(definition.ToJsonString());
        return Achievements.Achievement.Parse(document.RootElement).Value;
    }

    public static JsonNode Fields() => JsonNode.Parse("""
        {"categorie":"Secundair onderwijs","graad":"Niet van toepassing","onderwijsvorm":"Niet van toepassing","bewijstype":"Deelcertificaat",
         "bewijsstaat":"Tussenbewijs","instantie":"Centrum voor Volwassenenonderwijs (CVO)","onderwerp":{"code":"521001","naam":"Lassen"},
         "schooltype":"Niet van toepassing"}
        """)!;

    /// <summary>The national number of the n-th invented person, born on 1 January 2000 or the days after.</summary>
    public static string NumberOf(int person)
    {
        var nine = $"{new DateOnly(2000, 1, 1).AddDays(person / 900):yyMMdd}{(person % 900) + 1:000}";
        return $"{nine}{97 - (long.Parse("2" + nine, CultureInfo.InvariantCulture) % 97):00}";
    }

    public static AwardRequest Request(int person, DateOnly? awardedOn = null) => new(
        "welding",
        new("Noor", $"Geheim {person}") { NationalNumber = NationalNumber.TryParse(NumberOf(person), out var number) ? number : throw new InvalidOperationException() },
        awardedOn ?? new(2026, 6, 30));

    public async Task<Guid> AwardAsync(int person, DateOnly? awardedOn = null) => (await Store.AwardAsync(Request(person, awardedOn))).Document.Id;

    /// <summary>Makes the next attempt; null where nothing is due.</summary>
    public Task<LedOutcome?> SendAsync() => Store.Get<RegisterInLed>().RunAsync();

    public async Task<LedEntryDocument?> EntryAsync(Guid record) => await Store.Storage.FindLedEntryAsync(record);

    public async Task RevokeAsync(Guid record, string reason = "entered by mistake") => Assert.True(
        (await Store.Change.SetStatusAsync(Store.Centre, record, AwardStatus.Revoked, reason, "k1", suspendable: true)).IsSuccess);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Led.DisposeAsync();
    }
}
