using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Journeys;

public sealed class ClassListTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    private const int Rows = 2000;

    [Fact]
    public async Task Twelve_faults_are_named_with_row_and_column_and_all_other_rows_are_awarded_once()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        await DefineAsync(staff);
        var (csv, faults) = SampleClassLists.WithTwelveFaults(Rows);

        var first = await staff.FinishedBatchAsync((await staff.PostClassListAsync(csv)).Text("id"));
        Assert.Equal("completed", first.Text("state"));
        Assert.Equal(12, faults.Select(fault => fault.Reason).Distinct().Count());
        Assert.Equal(
            faults.OrderBy(fault => fault.Row).ToArray(),
            first.GetProperty("errors").EnumerateArray()
                .Select(error => new ExpectedFault(error.GetProperty("row").GetInt32(), error.Text("column"), error.Text("reason")))
                .OrderBy(fault => fault.Row).ToArray());
        Assert.Equal((Rows - 12, 0, 12), CountsOf(first));

        var second = await staff.FinishedBatchAsync((await staff.PostClassListAsync(csv)).Text("id"));
        Assert.Equal((0, Rows - 12, 12), CountsOf(second));
        Assert.Equal(Rows - 12, await CountCredentialsAsync(staff, SampleClassLists.Marked));
    }

    [Fact]
    public async Task A_Dutch_semicolon_file_with_a_byte_order_mark_is_read_as_well()
    {
        var staff = await app.AsIssuerOfDemoAsync();
        var achievement = await staff.FirstAchievementAsync();
        var csv = "\uFEFFopleiding;voornaam;familienaam;geboortedatum;e-mail;rijksregisternummer;uitreikingsdatum;resultaat\r\n"
            + $"{achievement};\"Ann \"\"Annie\"\"\";Segers;02/01/1990;;;30/06/2025;\r\n";
        var batch = await staff.FinishedBatchAsync((await staff.PostClassListAsync(csv)).Text("id"));
        Assert.Equal((1, 0, 0), CountsOf(batch));
    }

    private static (int Awarded, int Existing, int Rejected) CountsOf(JsonElement batch) =>
        (batch.GetProperty("awarded").GetInt32(), batch.GetProperty("existing").GetInt32(), batch.GetProperty("rejected").GetInt32());

    private static async Task DefineAsync(HttpClient staff)
    {
        (await staff.PutAsJsonAsync($"/api/achievements/{SampleClassLists.Marked}", SampleAchievements.Marked(SampleClassLists.Marked, level: 4))).EnsureSuccessStatusCode();
        (await staff.PutAsJsonAsync($"/api/achievements/{SampleClassLists.TooHigh}", SampleAchievements.Marked(SampleClassLists.TooHigh, level: 8))).EnsureSuccessStatusCode();
    }

    private static async Task<int> CountCredentialsAsync(HttpClient staff, string achievement)
    {
        var (count, cursor) = (0, "");
        do
        {
            var page = await staff.GetFromJsonAsync<JsonElement>($"/api/credentials?limit=200&achievement={achievement}{cursor}");
            count += page.GetProperty("items").GetArrayLength();
            cursor = page.GetProperty("next").GetString() is { } next ? "&cursor=" + Uri.EscapeDataString(next) : "";
        }
        while (cursor.Length > 0);
        return count;
    }
}
