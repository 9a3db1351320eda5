using System.Text.Json;
using Credentials.Issuing;
using Credentials.Tests.Achievements;

namespace Credentials.Tests.Issuing;

public class BrusselsTimeTests
{
    /// <summary>In 2026 the clocks went forward on 29 March at 02:00 and back on 25 October at 03:00: those days still begin with the old offset.</summary>
    [Theory]
    [InlineData("2026-01-15", "+01:00")]
    [InlineData("2026-03-28", "+01:00")]
    [InlineData("2026-03-29", "+01:00")]
    [InlineData("2026-03-30", "+02:00")]
    [InlineData("2025-10-25", "+02:00")]
    [InlineData("2025-10-26", "+02:00")]
    [InlineData("2025-10-27", "+01:00")]
    public void An_award_is_valid_from_midnight_in_Brussels(string day, string offset)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd");
        var draft = Awards.Draft(Awards.Check(Definitions.Smallest(), request => request with { AwardedOn = date }));

        Assert.Contains($"\"validFrom\":\"{day}T00:00:00{offset}\",\"awardedDate\":\"{day}T00:00:00{offset}\"", System.Text.Encoding.UTF8.GetString(draft.Utf8.Span), StringComparison.Ordinal);
        Assert.True(draft.Check().IsSuccess);
    }

    [Theory]
    [InlineData("2026-03-28T22:59:59Z", "2026-03-28")]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29")]
    [InlineData("2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("2026-06-30T23:30:00+02:00", "2026-06-30")]
    public void The_day_is_the_one_in_Brussels(string moment, string day) =>
        Assert.Equal(day, Inputs.IsoDate.Write(BrusselsTime.DayOf(JsonSerializer.Deserialize<DateTimeOffset>($"\"{moment}\""))));
}
