using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Issuer;

namespace Credentials.Services.Tests.Awarding;

public class ClassListTests
{
    private const string Header = "opleiding;voornaam;familienaam;geboortedatum;e-mail;rijksregisternummer;uitreikingsdatum;resultaat\n";

    [Fact]
    public async Task Good_rows_are_awarded_and_every_fault_is_named_with_row_and_column()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using (await staff.PutAsJsonAsync("/api/achievements/meester", Bodies.Achievement("meester", level: 7)))
        {
        }

        var text = new StringBuilder("opleiding;voornaam;familienaam;geboortedatum;e-mail;rijksregisternummer;uitreikingsdatum;resultaat;klas\n");
        var expected = new List<string> { "1 klas  unknown-column" };
        var line = 1;
        void Row(string row, string? fault = null)
        {
            line++;
            text.Append(row).Append('\n');
            if (fault is not null)
                expected.Add($"{line} {fault}");
        }

        void GoodRows(int count)
        {
            for (var index = 0; index < count; index++)
                Row($"lassen;Voor{line};Achter;2000-01-01;;;30/06/2025;12;A");
        }

        GoodRows(200);
        Row("nergens;An;Peeters;2000-01-01;;;2025-06-30;12;A", "opleiding nergens unknown-achievement");
        GoodRows(150);
        Row("lassen;An;Peeters;2000-01-01;;;2099-06-30;12;A", "uitreikingsdatum 2099-06-30 date-in-the-future");
        GoodRows(150);
        Row("lassen;An;Peeters;2000-01-01;;;gisteren;12;A", "uitreikingsdatum gisteren not-a-date");
        GoodRows(100);
        Row("lassen;;Peeters;2000-01-01;;;2025-06-30;12;A", "voornaam  missing");
        GoodRows(100);
        Row("meester;An;Peeters;2000-01-01;;;2025-06-30;12;A", "opleiding meester level-not-allowed");
        GoodRows(100);
        Row("lassen;An;Peeters;;;85073003329;2025-06-30;12;A", "rijksregisternummer *********29 bad-national-number");
        GoodRows(100);
        Row("lassen;Jan;Janssens;;;;2025-06-30;12;A", "geboortedatum  birth-date-needed");
        GoodRows(300);
        Row("lassen; jan ;JANSSENS;;;;30-06-2025;13;A", "geboortedatum  birth-date-needed");
        GoodRows(300);
        Row("lassen;An;Peeters;;niemand;;2025-06-30;12;A", "e-mail niemand bad-email");
        GoodRows(200);
        Row($"lassen;{new string('x', 300)};Peeters;2000-01-01;;;2025-06-30;12;A", $"voornaam {new string('x', 100)}… too-long");
        GoodRows(200);
        Row("lassen;An;Peeters;2000-01-01;;;2025-06-30;uitstekend;A", "resultaat uitstekend not-on-scale");
        Row("");
        Row("lassen;An;Peeters;2000-01-01;;;2025-06-30", "  too-few-fields");
        GoodRows(87);
        var good = line - 1 - 13;
        Row("lassen;\"An;Peeters;2000-01-01;;;2025-06-30;12;A", "voornaam An;Peeters;2000-01-01;;;2025-06-30;12;A unbalanced-quote");
        text.Append("lassen;Te;Laat;2000-01-01;;;2025-06-30;12;A\n");

        var batch = await SendAsync(staff, text.ToString());
        Assert.Equal("completed", batch.Text("state"));
        Assert.Equal((good + 13, good, 0, 13), Counts(batch));
        Assert.Equal(expected, Faults(batch));

        var again = await SendAsync(staff, text.ToString());
        Assert.Equal((good + 13, 0, good, 13), Counts(again));
        var awards = await staff.GetFromJsonAsync<JsonElement>($"/api/credentials?batch={batch.Text("id")}&limit=200");
        Assert.Equal(200, awards.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("achievement,givenName,familyName,awardedOn\nlassen,An,Peeters,2025-06-30\n")]
    [InlineData("\uFEFFOpleiding;Voornaam;Familie naam;Uitreikings-datum\r\nlassen;An;Peeters;30/6/2025\r\n")]
    [InlineData("\n AWARDEDON ,\"Given Name\",Family_Name,achievement,,\n2025-06-30,An,\"Peeters\nJanssens\",lassen,,\n\n,,,,,\n")]
    public async Task Headers_dates_and_delimiters_come_in_several_spellings(string csv)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var batch = await SendAsync(staff, csv);
        var expected = csv.Contains("\nJanssens", StringComparison.Ordinal) ? (1, 0, 0, 1) : (1, 1, 0, 0);
        Assert.True(expected == Counts(batch), batch.GetRawText());
    }

    [Fact]
    public async Task A_missing_or_doubled_mandatory_column_fails_the_list_before_anything_is_awarded()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var missing = await SendAsync(staff, "opleiding;voornaam;uitreikingsdatum\nlassen;An;2025-06-30\n");
        Assert.Equal(("failed", "1 familienaam  missing-column"), (missing.Text("state"), Assert.Single(Faults(missing))));
        var doubled = await SendAsync(staff, "opleiding;voornaam;voornaam;familienaam;uitreikingsdatum\nlassen;An;An;P;2025-06-30\n");
        Assert.Equal(("failed", "1 voornaam  duplicate-column"), (doubled.Text("state"), Assert.Single(Faults(doubled))));
    }

    [Fact]
    public async Task A_json_array_is_a_class_list_too()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var sent = await staff.PostAsJsonAsync("/api/awards/batches", new object[]
        {
            Bodies.Award(), Bodies.Award(awardedOn: "2099-01-01"), Bodies.Award(givenName: "Jan"), Bodies.Award(givenName: "jan"), 7,
        });
        var batch = await FinishedAsync(staff, (await sent.JsonAsync()).Text("id"));
        Assert.Equal((5, 1, 0, 4), Counts(batch));
        Assert.Equal(
            ["2 /awardedOn 2099-01-01 date-in-the-future", "3 /learner/birthDate  birth-date-needed", "4 /learner/birthDate  birth-date-needed", "5   wrong-type"],
            Faults(batch));
    }

    [Fact]
    public async Task What_is_no_list_at_all_is_refused_at_once()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        async Task<(HttpStatusCode, string)> SendBytesAsync(byte[] body, string type)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            using var answer = await staff.PostAsync("/api/awards/batches", content);
            return (answer.StatusCode, (await answer.JsonAsync()).TryGetProperty("detail", out var detail) ? detail.GetString()! : "");
        }

        var latin = await SendBytesAsync([.. "opleiding\n"u8, (byte)'\n', 0xE9], "text/csv");
        Assert.Equal(HttpStatusCode.BadRequest, latin.Item1);
        Assert.Contains("line 3", latin.Item2, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendBytesAsync([], "text/csv")).Item1);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendBytesAsync("{}"u8.ToArray(), "application/json")).Item1);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendBytesAsync("[1] 2"u8.ToArray(), "application/json")).Item1);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await SendBytesAsync("a"u8.ToArray(), "text/plain")).Item1);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await SendBytesAsync("a"u8.ToArray(), "text/csv; charset=iso-8859-1")).Item1);
    }

    [Fact]
    public async Task A_list_of_too_many_rows_is_not_begun()
    {
        await using var app = await IssuerApp.StartAsync(settings: "--IssuerService:ClassListRows=2");
        using var staff = await app.WithAchievementAsync();
        var batch = await SendAsync(staff, Header + "lassen;A;P;;;;2025-06-30;\nlassen;B;P;;;;2025-06-30;\nlassen;C;P;;;;2025-06-30;\n");
        Assert.Equal(("failed", "1   too-many-rows"), (batch.Text("state"), Assert.Single(Faults(batch))));
    }

    [Fact]
    public async Task Only_so_many_errors_are_named_and_the_others_are_counted()
    {
        await using var app = await IssuerApp.StartAsync(settings: ["--IssuerService:ClassListErrors=3", "--IssuerService:ClassListChunk=2"]);
        using var staff = await app.WithAchievementAsync();
        var batch = await SendAsync(staff, Header + string.Concat(Enumerable.Repeat("nergens;A;P;2000-01-01;;;2025-06-30;\n", 9)));
        Assert.Equal((9, 0, 0, 9), Counts(batch));
        Assert.Equal((3, 6), (batch.GetProperty("errors").GetArrayLength(), batch.GetProperty("errorsOmitted").GetInt32()));
    }

    [Fact]
    public async Task Of_two_rows_that_disagree_the_first_is_awarded_whatever_the_chunks()
    {
        await using var app = await IssuerApp.StartAsync(settings: "--IssuerService:ClassListChunk=1");
        using var staff = await app.WithAchievementAsync();
        var rows = string.Concat(Enumerable.Range(0, 40).Select(index => $"lassen;An;Peeters;2000-01-{1 + (index % 10):00};;;2025-06-30;{10 + (index / 10)}\n"));
        var batch = await SendAsync(staff, Header + rows);
        Assert.Equal((40, 10, 0, 30), Counts(batch));
        Assert.All(batch.GetProperty("errors").EnumerateArray(), error =>
        {
            Assert.Equal(("award-conflict", "resultaat"), (error.Text("reason"), error.Text("column")));
            Assert.True(error.GetProperty("row").GetInt32() > 11);
        });
    }

    [Fact]
    public async Task The_events_end_with_the_finished_list()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var sent = await PostAsync(staff, Header + "lassen;A;P;2000-01-01;;;2025-06-30;\n");
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        var body = await sent.JsonAsync();
        Assert.Equal(sent.Headers.Location!.OriginalString, body.GetProperty("links").Text("self"));
        var events = await staff.GetStringAsync(new Uri(body.GetProperty("links").Text("events")));
        var last = events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.Contains("event: done\n", last, StringComparison.Ordinal);
        Assert.Contains("\"awarded\":1", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_events_leave_the_errors_sealed()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var (storage, id) = (app.Get<IEvidenceStorage>(), Guid.NewGuid());
        var batch = new BatchDocument { Id = id, Centre = "demo", State = "running", Version = 1, InputType = "text/csv", CreatedAt = app.Time.GetUtcNow() };
        await storage.AddBatchAsync(batch, default);
        var key = Convert.FromHexString((await storage.FindSettingAsync(MasterKeyNames.Setting))!.Value);
        byte[] errors = [.. key, .. "cannot be opened"u8];
        Assert.True(await storage.ReplaceBatchAsync(batch with { State = "completed", Version = 2, Total = 1, Rejected = 1, SealedErrors = errors }));

        Assert.Contains("event: done\n", await staff.GetStringAsync($"/api/awards/batches/{id}/events"), StringComparison.Ordinal);
    }

    internal static async Task<JsonElement> SendAsync(HttpClient staff, string csv)
    {
        using var sent = await PostAsync(staff, csv);
        return await FinishedAsync(staff, (await sent.JsonAsync()).Text("id"));
    }

    internal static Task<HttpResponseMessage> PostAsync(HttpClient staff, string csv) =>
        staff.PostAsync("/api/awards/batches", new StringContent(csv, new MediaTypeHeaderValue("text/csv")));

    internal static async Task<JsonElement> FinishedAsync(HttpClient staff, string id)
    {
        (await staff.GetAsync($"/api/awards/batches/{id}/events")).Dispose();
        return await staff.GetFromJsonAsync<JsonElement>($"/api/awards/batches/{id}");
    }

    internal static (int Total, int Awarded, int Existing, int Rejected) Counts(JsonElement batch) => (
        batch.GetProperty("total").GetInt32(), batch.GetProperty("awarded").GetInt32(),
        batch.GetProperty("existing").GetInt32(), batch.GetProperty("rejected").GetInt32());

    private static IEnumerable<string> Faults(JsonElement batch) => batch.GetProperty("errors").EnumerateArray().Select(error => string.Create(
        CultureInfo.InvariantCulture,
        $"{error.GetProperty("row").GetInt32()} {error.GetProperty("column").GetString()} {error.GetProperty("value").GetString()} {error.Text("reason")}"));
}
