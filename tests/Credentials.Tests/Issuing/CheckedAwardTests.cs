using System.Text.Json.Nodes;
using Credentials.Inputs;
using Credentials.Issuing;
using Credentials.Tests.Achievements;

namespace Credentials.Tests.Issuing;

public class CheckedAwardTests
{
    private static readonly DateOnly Day = new(2026, 6, 30);

    [Fact]
    public void A_right_award_is_in_the_first_language_with_the_result_as_the_scale_spells_it()
    {
        var award = Awards.Check(Definitions.Fullest(), request => request with { Result = "  GESLAAGD" });

        Assert.Equal(("nl", "Geslaagd"), (award.Language, award.Request.Result));
    }

    [Fact]
    public void The_language_may_be_any_of_the_achievement()
    {
        Assert.Equal("fr", Awards.Check(Definitions.Fullest(), request => request with { Language = "FR" }).Language);
        AssertFault(Definitions.Fullest(), request => request with { Result = "Geslaagd", Language = "de" }, "/language", InputReasons.LanguageNotOffered);
    }

    [Fact]
    public void A_level_that_the_centre_may_not_award_on_that_day_is_refused()
    {
        var centre = Awards.Centre with { Homepage = null };
        var version = Awards.Version(Definitions.Smallest());
        foreach (var (right, allowed) in new (AwardingRight[], bool)[]
        {
            ([new AwardingRight("vks", [4])], true),
            ([new AwardingRight("vks", [1, 2, 3, 5])], false),
            ([new AwardingRight("eqf", [4])], false),
            ([new AwardingRight("vks", [4], From: Day)], true),
            ([new AwardingRight("vks", [4], From: Day.AddDays(1))], false),
            ([new AwardingRight("vks", [4], Until: Day)], true),
            ([new AwardingRight("vks", [4], Until: Day.AddDays(-1))], false),
            ([], false),
        })
        {
            var result = CheckedAward.Check(
                Awards.Request("a"), new Centre(centre.Slug, centre.Name, centre.Kbo, centre.Address, right), version, Awards.Today);

            Assert.Equal(allowed, result.IsSuccess);
            Assert.All(result.Problem?.Errors ?? [], error => Assert.Equal(("/achievement", InputReasons.LevelNotAllowed), (error.Pointer, error.Reason)));
        }
    }

    [Fact]
    public void The_date_lies_between_birth_and_today()
    {
        AssertFault(Definitions.Smallest(), request => request with { AwardedOn = Awards.Today.AddDays(1) }, "/awardedOn", InputReasons.DateInTheFuture);
        Assert.NotNull(Awards.Check(Definitions.Smallest(), request => request with { AwardedOn = Awards.Today }));
        AssertFault(
            Definitions.Smallest(), request => request with { Learner = request.Learner with { BirthDate = Day.AddDays(1) } }, "/awardedOn", InputReasons.BeforeBirth);
        Assert.True(NationalNumber.TryParse("00012556777", out var number));
        AssertFault(
            Definitions.Smallest(),
            request => request with { Learner = request.Learner with { NationalNumber = number }, AwardedOn = new DateOnly(2000, 1, 24) },
            "/awardedOn", InputReasons.BeforeBirth);
    }

    [Theory]
    [InlineData(null, InputReasons.Missing)]
    [InlineData("Bijna", InputReasons.NotOnScale)]
    [InlineData("niet geslaagd", InputReasons.NotAPass)]
    public void A_result_must_be_there_on_the_scale_and_enough(string? result, string reason) =>
        AssertFault(Definitions.Fullest(), request => request with { Result = result }, "/result", reason);

    [Fact]
    public void Without_a_scale_no_result_can_be_named_and_an_optional_one_may_be_absent()
    {
        AssertFault(Definitions.Smallest(), request => request with { Result = "14" }, "/result", InputReasons.NotOnScale);
        var optional = Definitions.Fullest();
        optional["assessment"]!["scale"]!["required"] = false;
        Assert.Null(Awards.Check(optional, request => request with { Result = null }).Request.Result);
        AssertFault(optional, request => request with { Result = "Bijna" }, "/result", InputReasons.NotOnScale);
    }

    [Fact]
    public void Recognition_of_earlier_learning_needs_a_body_that_assesses_it()
    {
        AssertFault(Definitions.Smallest(), request => request with { Recognition = true }, "/recognition", InputReasons.NoPriorLearning);
        Assert.True(Awards.Check(Definitions.Fullest(), request => request with { Recognition = true }).Request.Recognition);
    }

    [Theory]
    [InlineData("2023-08-31", "2027-08-31", InputReasons.RecognitionNotInForce, "2023-08-30")]
    [InlineData("2020-09-01", "2026-06-29", InputReasons.RecognitionNotInForce, "2026-06-30")]
    [InlineData("2020-09-01", "2026-06-30", null, "2026-06-30")]
    [InlineData("2026-06-30", null, null, "2026-06-30")]
    public void The_recognition_of_the_pathway_covers_the_day(string from, string? until, string? reason, string day)
    {
        var definition = Definitions.Smallest();
        definition["recognition"] = new JsonObject { ["register"] = "R", ["number"] = "1", ["from"] = from };
        if (until is not null)
        {
            definition["recognition"]!["until"] = until;
        }

        AssertOutcome(definition, request => request with { AwardedOn = DateOnly.ParseExact(day, "yyyy-MM-dd") }, "/awardedOn", reason);
    }

    [Theory]
    [InlineData("2020-06-30", null)]
    [InlineData("2020-06-29", InputReasons.AuditTooOld)]
    [InlineData("2026-06-30", null)]
    [InlineData("2026-07-01", InputReasons.AuditAfterAward)]
    public void The_quality_audit_is_at_most_six_years_old_and_not_later_than_the_award(string audit, string? reason)
    {
        var definition = Definitions.Smallest();
        definition["qualityAudit"] = new JsonObject { ["date"] = audit, ["by"] = "Auditor" };

        AssertOutcome(definition, request => request, "/awardedOn", reason);
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        var version = Awards.Version(Definitions.Fullest());
        var request = Awards.Request("lassen-2") with { AwardedOn = Awards.Today.AddYears(10), Result = "x", Language = "x" };
        var nothing = new Centre("demo", "C", Awards.Centre.Kbo, Awards.Centre.Address, []);

        var reasons = CheckedAward.Check(request, nothing, version, Awards.Today).Problem!.Errors.Select(error => error.Reason).Distinct();

        Assert.Equal(
            [InputReasons.DateInTheFuture, InputReasons.LevelNotAllowed, InputReasons.RecognitionNotInForce, InputReasons.AuditTooOld, InputReasons.NotOnScale, InputReasons.LanguageNotOffered],
            reasons);
    }

    [Fact]
    public void Another_centres_achievement_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => CheckedAward.Check(
            Awards.Request("a"), Awards.Centre, Awards.Version(Definitions.Smallest()) with { Centre = "other" }, Awards.Today));

    private static void AssertFault(JsonObject definition, Func<AwardRequest, AwardRequest> change, string pointer, string reason) =>
        AssertOutcome(definition, change, pointer, reason);

    private static void AssertOutcome(JsonObject definition, Func<AwardRequest, AwardRequest> change, string pointer, string? reason)
    {
        var version = Awards.Version(definition);
        var result = CheckedAward.Check(change(Awards.Request(version.Achievement.Id)), Awards.Centre, version, Awards.Today);
        if (reason is null)
        {
            Assert.True(result.IsSuccess, result.Problem?.ToString());
            return;
        }

        var error = Assert.Single(result.Problem!.Errors, error => error.Reason == reason);
        Assert.Equal(pointer, error.Pointer);
    }
}
