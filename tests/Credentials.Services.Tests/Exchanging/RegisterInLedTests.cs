using System.Collections.Concurrent;
using Credentials.EvidenceStore.Exchanging;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.EvidenceStore;
using Credentials.Services.Tests.Led;
using Microsoft.AspNetCore.Http;

namespace Credentials.Services.Tests.Exchanging;

/// <summary>What is sent to LED, and what becomes of it for each way in which LED may answer or fail.</summary>
public sealed class RegisterInLedTests : IAsyncLifetime
{
    private LedStore _opened = null!;

    private LedStub Led => _opened.Led;

    public async Task InitializeAsync() => _opened = await LedStore.OpenAsync(
        ("Led:Timeout", "00:00:01"), ("Led:MostAttempts", "3"), ("Led:AlreadyRegisteredCodes:0", LedStub.AlreadyRegistered));

    public async Task DisposeAsync() => await _opened.DisposeAsync();

    [Fact]
    public async Task An_award_is_registered_once_under_its_id()
    {
        var record = await _opened.AwardAsync(1);
        var entry = await _opened.EntryAsync(record);
        Assert.Equal((LedEntryState.Waiting, "demo", new DateOnly(2026, 8, 30)), (entry!.State, entry.Centre, entry.Deadline));

        Assert.Equal(LedOutcome.Accepted, await _opened.SendAsync());
        Assert.Null(await _opened.SendAsync());

        var call = Assert.Single(Led.Calls);
        Assert.Equal((record.ToString(), LedStore.Supplier, "text/xml; charset=utf-8", "\"\""), (call.Reference, call.Supplier, call.ContentType, call.SoapAction));
        entry = await _opened.EntryAsync(record);
        Assert.Equal((LedEntryState.Sent, 0, _opened.Store.Time.GetUtcNow(), LedStore.Supplier), (entry!.State, entry.Doubts, entry.SentAt, entry.Supplier));
        _opened.Store.Time.Move(TimeSpan.FromDays(30));
        Assert.Null(await _opened.SendAsync());
    }

    [LedFact]
    public async Task Every_request_validates_against_LEDs_schemas()
    {
        for (var person = 0; person < 30; person++)
            await _opened.AwardAsync(person, new DateOnly(2026, 1, 1).AddDays(person * 5));
        while (await _opened.SendAsync() is not null)
        {
        }

        Assert.Equal(30, Led.Calls.Count);
        Assert.All(Led.Calls, call => Assert.Empty(LedSchemas.Validate(call.Bytes)));
    }

    [LedFact]
    public async Task The_published_answers_are_understood()
    {
        var expected = new Dictionary<string, LedEntryState>
        {
            ["99610100150.xml"] = LedEntryState.Sent,
            ["99610100179.xml"] = LedEntryState.Refused,
            ["notfound.xml"] = LedEntryState.Refused,
            ["success.xml"] = LedEntryState.Sent,
        };
        foreach (var (file, index) in LedFiles.In("RegistreerBewijs").Select((file, index) => (file, index)))
        {
            Led.Answer = (_, context) => LedStub.WriteAsync(context, 200, System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(file)));
            var record = await _opened.AwardAsync(index);
            await _opened.SendAsync();
            Assert.Equal(expected[Path.GetFileName(file)], (await _opened.EntryAsync(record))!.State);
        }
        Assert.Equal(4, Led.Calls.Count);
        _opened.Store.Time.Move(TimeSpan.FromDays(1));
        Assert.Null(await _opened.SendAsync());
    }

    [Fact]
    public async Task A_refusal_is_kept_with_what_LED_said_sealed_and_can_be_tried_again()
    {
        Led.Answer = (_, context) => LedStub.RefuseAsync(context, "40000", "Geen gegevens voor Noor Geheim");
        var record = await _opened.AwardAsync(1);

        await _opened.SendAsync();

        var refused = await _opened.EntryAsync(record);
        Assert.Equal((LedEntryState.Refused, "LED 40000", 0), (refused!.State, refused.Fault, refused.Doubts));
        Assert.DoesNotContain("Geheim", System.Text.Encoding.UTF8.GetString(refused.SealedDiagnosis.Span), StringComparison.Ordinal);
        var listed = Assert.Single((await _opened.Outbox.ListAsync(new("demo", LedEntryState.Refused, null, 9))).Items);
        Assert.Equal("Geen gegevens voor Noor Geheim", listed.Diagnosis);
        Assert.Null(await _opened.SendAsync());

        Led.Answer = Led.RegisterAsync;
        Assert.True((await _opened.Outbox.RetryAsync("demo", record)).IsSuccess);
        await _opened.SendAsync();
        Assert.Equal(LedEntryState.Sent, (await _opened.EntryAsync(record))!.State);
    }

    public static TheoryData<string, string, int> Failures => new()
    {
        { "silence", "time-out", 1 },
        { "drip", "time-out", 1 },
        { "reset", "connection-lost", 1 },
        { "half", "connection-lost", 1 },
        { "500", "http-500", 1 },
        { "503", "http-503", 1 },
        { "302", "http-302", 1 },
        { "404", "http-404", 1 },
        { "garbage", "no-answer-of-led", 1 },
        { "empty", "no-answer-of-led", 1 },
        { "huge", "no-answer-of-led", 1 },
        { "technical", "LED 99996", 1 },
        { "soap-server", "SOAP Server", 1 },
        { "ok-with-500", "http-500", 1 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_fails_is_tried_again_until_it_is_dead_and_then_by_hand(string failure, string fault, int doubts)
    {
        Led.Answer = (call, context) => FailAsync(failure, call, context);
        var record = await _opened.AwardAsync(1);

        var outcome = await _opened.SendAsync();

        Assert.Equal((LedOutcomeKind.Unclear, fault), (outcome!.Kind, outcome.Fault));
        var waiting = await _opened.EntryAsync(record);
        Assert.Equal((LedEntryState.Waiting, 1, doubts, fault), (waiting!.State, waiting.Attempts, waiting.Doubts, waiting.Fault));
        Assert.InRange(waiting.NextAt!.Value - _opened.Store.Time.GetUtcNow(), TimeSpan.FromSeconds(15), failure == "503" ? TimeSpan.FromMinutes(7) : TimeSpan.FromSeconds(30));
        Assert.Null(await _opened.SendAsync());

        Led.Answer = (_, context) => FailAsync("500", null, context);
        for (var attempt = 2; attempt <= 3; attempt++)
        {
            _opened.Store.Time.Move(TimeSpan.FromHours(6));
            Assert.Equal("http-500", (await _opened.SendAsync())!.Fault);
        }
        Assert.Equal((LedEntryState.Dead, 3), await _opened.EntryAsync(record) is { } dead ? (dead.State, dead.Attempts) : default);
        _opened.Store.Time.Move(TimeSpan.FromDays(9));
        Assert.Null(await _opened.SendAsync());

        Led.Answer = Led.RegisterAsync;
        Assert.True((await _opened.Outbox.RetryAsync("demo", record)).IsSuccess);
        Assert.Equal(LedOutcome.Accepted, await _opened.SendAsync());
        Assert.Single(Led.Calls.Select(call => call.Reference).Distinct());
    }

    [Fact]
    public async Task A_server_that_is_not_there_leaves_no_doubt()
    {
        var record = await _opened.AwardAsync(1);
        await Led.DisposeAsync();

        var outcome = await _opened.SendAsync();

        Assert.Equal((LedOutcomeKind.Unreached, "no-connection"), (outcome!.Kind, outcome.Fault));
        Assert.Equal(0, (await _opened.EntryAsync(record))!.Doubts);
        await _opened.RevokeAsync(record);
        Assert.Null(await _opened.EntryAsync(record));
    }

    [Fact]
    public async Task What_LED_did_without_our_hearing_of_it_is_known_by_its_refusing_the_same_reference()
    {
        Led.Answer = async (call, context) =>
        {
            Led.Register(call);
            context.Abort();
            await Task.CompletedTask;
        };
        var record = await _opened.AwardAsync(1);
        Assert.Equal("connection-lost", (await _opened.SendAsync())!.Fault);

        Led.Answer = Led.RegisterAsync;
        _opened.Store.Time.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(LedOutcome.Accepted, await _opened.SendAsync());
        Assert.Equal(LedEntryState.Sent, (await _opened.EntryAsync(record))!.State);
        Assert.Single(Led.Registered);
    }

    [Fact]
    public async Task A_refusal_of_unknown_meaning_after_a_lost_answer_goes_to_a_person_with_the_doubt()
    {
        Led.Answer = (_, context) => FailAsync("reset", null, context);
        var record = await _opened.AwardAsync(1);
        await _opened.SendAsync();
        Led.Answer = (_, context) => LedStub.RefuseAsync(context, "29999");
        _opened.Store.Time.Move(TimeSpan.FromMinutes(1));
        await _opened.SendAsync();

        Assert.Equal((LedEntryState.Refused, 1), await _opened.EntryAsync(record) is { } refused ? (refused.State, refused.Doubts) : default);
        await _opened.RevokeAsync(record);
        Assert.Equal(LedEntryState.ToCancel, (await _opened.EntryAsync(record))!.State);
    }

    [Fact]
    public async Task An_award_revoked_while_it_is_under_way_is_to_be_cancelled_if_LED_took_it()
    {
        async Task<LedEntryState?> RevokedMeanwhileAsync(int person, Func<LedCall, HttpContext, Task> answer)
        {
            var record = await _opened.AwardAsync(person);
            Led.Answer = async (call, context) =>
            {
                await _opened.RevokeAsync(record);
                await answer(call, context);
            };
            await _opened.SendAsync();
            return (await _opened.EntryAsync(record))?.State;
        }
        Assert.Equal(LedEntryState.ToCancel, await RevokedMeanwhileAsync(1, Led.RegisterAsync));
        Assert.Null(await RevokedMeanwhileAsync(2, (_, context) => LedStub.RefuseAsync(context, "40000")));
        Assert.Equal(LedEntryState.ToCancel, await RevokedMeanwhileAsync(3, (_, context) => FailAsync("500", null, context)));
    }

    [Fact]
    public async Task A_revoked_award_is_not_sent_and_a_learner_without_number_is_listed_instead()
    {
        var revoked = await _opened.AwardAsync(1);
        await _opened.RevokeAsync(revoked);
        var unnumbered = (await _opened.Store.AwardAsync(Store.Request())).Document.Id;

        Assert.Null(await _opened.SendAsync());
        Assert.Null(await _opened.EntryAsync(revoked));
        Assert.Equal(LedEntryState.NoNumber, (await _opened.EntryAsync(unnumbered))!.State);
        Assert.Equal(unnumbered, Assert.Single((await _opened.Outbox.ListDeadlinesAsync("demo", null, 9)).Items).Document.RecordId);
        Assert.Equal(ProblemCode.WrongState, (await _opened.Outbox.RetryAsync("demo", unnumbered)).Problem?.Code);
    }

    [Fact]
    public async Task What_our_own_check_refuses_is_not_sent_and_says_where_the_fault_is()
    {
        var centre = Store.MakeCentre(Store.Centre) with { Name = new string('x', 121) };
        Assert.True((await _opened.Store.Get<Credentials.EvidenceStore.Recording.Centres>().PutAsync(centre)).IsSuccess);
        var record = await _opened.AwardAsync(1);

        await _opened.SendAsync();

        Assert.Empty(Led.Calls);
        Assert.Equal((LedEntryState.Refused, "invalid /bewijs/instelling/naam", 0), await _opened.EntryAsync(record) is { } entry ? (entry.State, entry.Fault, entry.Doubts) : default);
    }

    /// <summary>LED fails at random, in every way, over and over; four senders at once.</summary>
    [Fact]
    public async Task Under_a_storm_of_failures_none_is_lost_and_none_acknowledged_is_sent_again()
    {
        const int Awards = 40;
        await using var opened = await LedStore.OpenAsync(
            ("Led:Timeout", "00:00:00.3"), ("Led:MostAttempts", "1000"), ("Led:AlreadyRegisteredCodes:0", LedStub.AlreadyRegistered));
        var random = new Random(20260630);
        string[] ways = ["silence", "drip", "reset", "half", "500", "503", "garbage", "technical", "soap-server", "lost", "ok", "ok", "ok"];
        var again = new ConcurrentBag<string>();
        opened.Led.Answer = (call, context) =>
        {
            if (opened.Led.Calls.Any(earlier => !ReferenceEquals(earlier, call) && earlier.Reference == call.Reference && earlier.IsAcknowledged))
                again.Add(call.Reference);
            string way;
            lock (random)
                way = ways[random.Next(ways.Length)];
            if (way == "lost")
                opened.Led.Register(call);
            return way == "ok" ? opened.Led.RegisterAsync(call, context) : FailAsync(way == "lost" ? "reset" : way, call, context);
        };
        var records = new List<Guid>();
        for (var person = 0; person < Awards; person++)
            records.Add(await opened.AwardAsync(person));

        for (var round = 0; round < 200 && (await opened.Store.Storage.CountLedEntriesAsync(default, default)).ByState.Count > 0; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            {
                while (await opened.SendAsync() is not null)
                {
                }
            }));
            opened.Store.Time.Move(TimeSpan.FromHours(7));
        }

        Assert.All(records, record => Assert.Contains(record.ToString(), opened.Led.Registered));
        Assert.Equal(Awards, (await opened.Store.Storage.ListLedEntriesAsync(new("demo", LedEntryState.Sent, null, 500))).Items.Count);
        Assert.Empty(again);
        Assert.True(opened.Led.Calls.Count > Awards * 2);
    }

    private static async Task FailAsync(string failure, LedCall? call, HttpContext context)
    {
        switch (failure)
        {
            case "silence":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "drip":
                context.Response.ContentType = "text/xml";
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.WriteAsync(" ", CancellationToken.None);
                    await context.Response.Body.FlushAsync(CancellationToken.None);
                    await Task.Delay(20, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
                break;
            case "reset":
                context.Abort();
                break;
            case "half":
                context.Response.ContentLength = 5000;
                await context.Response.WriteAsync("<p:RegistreerBewijsResponse");
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case "503":
                context.Response.Headers.RetryAfter = "400";
                await LedStub.WriteAsync(context, 503, "busy");
                break;
            case "302":
                context.Response.Headers.Location = "/elsewhere";
                context.Response.StatusCode = 302;
                break;
            case "garbage":
                await LedStub.WriteAsync(context, 200, "<html><body>502 Bad Gateway</body></html>");
                break;
            case "empty":
                await LedStub.WriteAsync(context, 200, "");
                break;
            case "huge":
                await LedStub.WriteAsync(context, 200, new string(' ', 2 * 1024 * 1024));
                break;
            case "technical":
                await LedStub.RefuseAsync(context, "99996");
                break;
            case "soap-server":
                await LedStub.WriteAsync(context, 500, "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>down</faultstring></s:Fault></s:Body></s:Envelope>");
                break;
            case "ok-with-500":
                context.Response.StatusCode = 500;
                await LedStub.WriteAsync(context, 500, $"<p:RegistreerBewijsResponse xmlns:p=\"{LedStub.Space}\"><Repliek><Antwoorden><Antwoord><Inhoud><Melding>OK</Melding></Inhoud></Antwoord></Antwoorden></Repliek></p:RegistreerBewijsResponse>");
                break;
            default:
                await LedStub.WriteAsync(context, int.Parse(failure, System.Globalization.CultureInfo.InvariantCulture), "failed");
                break;
        }
    }
}
