using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Apps;
using DyingStorage = Credentials.Services.Tests.Issuer.DyingStorage;

namespace Credentials.Services.Tests.Exchanging;

/// <summary>The service dies between LED's answer and its own note of it, and at moments of chance.</summary>
public sealed class LedCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The acknowledgement came and was not written down: LED is asked again under the same reference, and knows it.</summary>
    [Fact]
    public async Task Between_the_answer_and_the_commit()
    {
        await using var led = await LedStub.StartAsync();
        string record;
        await using (var dying = await LedApp.StartAsync(led, _folder.Path, services => DyingStorage.Install(services, nameof(IEvidenceStorage.ReplaceLedEntryAsync), 1)))
        {
            using var staff = await LedApp.WithAchievementAsync(dying, "demo");
            record = await LedApp.AwardAsync(staff, 1);
            await Until(() => led.Calls.Any(call => call.IsAcknowledged));
        }
        Assert.Single(led.Calls);

        await using var survivor = await LedApp.StartAsync(led, _folder.Path);
        Assert.Equal((LedEntryState.Waiting, 1), await survivor.Get<IEvidenceStorage>().FindLedEntryAsync(Guid.Parse(record)) is { } left ? (left.State, left.Doubts) : default);
        survivor.Time.Move(TimeSpan.FromMinutes(2));
        await LedApp.UntilAsync(survivor, record, LedEntryState.Sent);
        Assert.Equal(record, Assert.Single(led.Registered));
        Assert.Equal(led.Calls[0].Reference, led.Calls[^1].Reference);
        Assert.Equal(2, led.Calls.Count);
    }

    /// <summary>
    /// <c>kill -9</c> over and over while a class is registered. Of what LED acknowledged, only what was under way at a kill may be asked again, and LED
    /// has each once.
    /// </summary>
    [Fact]
    public async Task At_moments_of_chance_none_is_lost()
    {
        const int Learners = 150;
        const int Kills = 4;
        const int AtOnce = 4;
        await using var led = await LedStub.StartAsync();
        var pace = new Random(7);
        led.Answer = async (call, context) =>
        {
            int wait;
            lock (pace)
                wait = pace.Next(5, 40);
            await Task.Delay(wait, CancellationToken.None);
            await led.RegisterAsync(call, context);
        };
        var environment = new Dictionary<string, string?>
        {
            ["Led__Address"] = led.Address,
            ["Led__Sender__Identification"] = "cvo.vlaanderen.be/demo/leerbewijzen",
            ["Led__Supplier"] = "Volwassenenonderwijs",
            ["Led__AlreadyRegisteredCodes__0"] = LedStub.AlreadyRegistered,
            ["Led__Timeout"] = "00:00:02",
            ["Led__ClaimMargin"] = "00:00:01",
            ["Led__FirstDelay"] = "00:00:00.1",
            ["Led__AtOnce"] = $"{AtOnce}",
        };
        var port = FreePort.Find();
        var random = new Random(11);
        string? key = null;
        var killedAtWork = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var service = await RunningService.StartAsync(_folder.Path, port, environment);
            if (key is null)
            {
                key = (await AppProgram.RunAsync(["--data", _folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim();
                using var staff = service.Client(key);
                await LedApp.PutAchievementAsync(staff);
                await staff.FinishedBatchAsync((await staff.PostClassListAsync(ClassList(Learners))).Text("id"));
            }
            await Task.Delay(random.Next(100, 600));
            await service.KillAsync();
            killedAtWork += led.Registered.Count < Learners ? 1 : 0;
        }
        Assert.True(killedAtWork > 0, "all was registered before the first kill");

        await using var survivor = await RunningService.StartAsync(_folder.Path, port, environment);
        using var client = survivor.Client(key);
        await Until(async () => (await client.GetFromJsonAsync<JsonElement>("/api/led/outbox?state=waiting&limit=1")).GetProperty("items").GetArrayLength() == 0);

        var sent = (await client.GetFromJsonAsync<JsonElement>("/api/led/outbox?state=sent&limit=500")).GetProperty("items").EnumerateArray().Select(entry => entry.Text("record")).ToList();
        Assert.Equal(Learners, sent.Count);
        Assert.Equal(sent.Order(), led.Registered.Order());
        var asked = led.Calls.GroupBy(call => call.Reference).ToDictionary(calls => calls.Key, calls => calls.Count());
        Assert.Equal(Learners, asked.Count);
        Assert.InRange(led.Calls.Count, Learners, Learners + (Kills * AtOnce));
    }

    private static string ClassList(int learners)
    {
        var csv = new StringBuilder("achievement,givenName,familyName,birthDate,email,nationalNumber,awardedOn,result\n");
        for (var person = 0; person < learners; person++)
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"lassen,Noor,Geheim {person},,,{LedStore.NumberOf(person)},2025-06-30,14\n");
        return csv.ToString();
    }

    private static Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    private static async Task Until(Func<Task<bool>> condition)
    {
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); !await condition();)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(90), "it takes too long");
            await Task.Delay(50);
        }
    }
}
