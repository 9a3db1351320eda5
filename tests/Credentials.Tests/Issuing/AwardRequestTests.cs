using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.Tests.Issuing;

public class AwardRequestTests
{
    private const string Minimal = """{"achievement":"a","learner":{"givenName":"An","familyName":"Peeters"},"awardedOn":"2026-06-30"}""";

    [Fact]
    public void Achievement_names_and_date_are_enough()
    {
        var request = Awards.Parse(Minimal).Value;

        Assert.Equal(new AwardRequest("a", new AwardLearner("An", "Peeters"), new DateOnly(2026, 6, 30)), request);
    }

    [Fact]
    public void Everything_that_the_body_can_hold_is_read()
    {
        var request = Awards.Parse("""
            {"achievement":"a","learner":{"givenName":" An ","familyName":"D'Hondt-Ó Dónaill","birthDate":"2000-01-25","email":"an.peeters+cvo@voorbeeld.be",
             "nationalNumber":"00.01.25-567.77","did":"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"},"awardedOn":"2026-06-30","result":" 14,5 ","language":"nl",
             "recognition":true,"hours":60,"evidence":[{"name":"Proef","description":"D\nE","url":"https://cvo.example/1","digest":"sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}]}
            """).Value;

        Assert.Equal(("An", new DateOnly(2000, 1, 25), "an.peeters+cvo@voorbeeld.be"), (request.Learner.GivenName, request.Learner.BirthDate, request.Learner.Email));
        Assert.Equal("00012556777", request.Learner.NationalNumber!.Value.Digits);
        Assert.Equal("key", request.Learner.Did!.Value.Method);
        Assert.Equal(("14,5", "nl", true, 60m), (request.Result, request.Language, request.Recognition, request.Hours));
        Assert.Equal("Proef", Assert.Single(request.Evidence).Name);
    }

    [Theory]
    [InlineData("""{"learner":{"givenName":"An","familyName":"P"},"awardedOn":"2026-06-30"}""", "/achievement", InputReasons.Missing)]
    [InlineData("""{"achievement":"a","awardedOn":"2026-06-30"}""", "/learner", InputReasons.Missing)]
    [InlineData("""{"achievement":"a","learner":{"familyName":"P"},"awardedOn":"2026-06-30"}""", "/learner/givenName", InputReasons.Missing)]
    [InlineData("""{"achievement":"a","learner":{"givenName":"An","familyName":"  "},"awardedOn":"2026-06-30"}""", "/learner/familyName", InputReasons.Missing)]
    [InlineData("""{"achievement":"a","learner":{"givenName":"An","familyName":"P"}}""", "/awardedOn", InputReasons.Missing)]
    public void A_missing_value_is_named(string body, string pointer, string reason) => AssertFault(body, pointer, reason);

    [Theory]
    [InlineData("\"30/06/2026\"")]
    [InlineData("\"2026-6-30\"")]
    [InlineData("\"2026-06-31\"")]
    [InlineData("\"2026-06-30T00:00:00\"")]
    [InlineData("\"0026-06-30\"")]
    [InlineData("20260630")]
    [InlineData("\"\"")]
    public void What_is_not_a_date_is_named(string date) =>
        AssertFault($$"""{"achievement":"a","learner":{"givenName":"An","familyName":"P"},"awardedOn":{{date}}}""", "/awardedOn", InputReasons.NotADate);

    [Theory]
    [InlineData("\"birthDate\":\"31/12/1990\"", "/learner/birthDate", InputReasons.NotADate)]
    [InlineData("\"nationalNumber\":\"00012556776\"", "/learner/nationalNumber", InputReasons.BadNationalNumber)]
    [InlineData("\"nationalNumber\":12556777", "/learner/nationalNumber", InputReasons.BadNationalNumber)]
    [InlineData("\"nationalNumber\":\"00012556777\",\"birthDate\":\"2000-01-26\"", "/learner/birthDate", InputReasons.BirthDateDiffers)]
    [InlineData("\"email\":\"an.peeters\"", "/learner/email", InputReasons.BadEmail)]
    [InlineData("\"email\":\"an@peeters\"", "/learner/email", InputReasons.BadEmail)]
    [InlineData("\"email\":\"an @peeters.be\"", "/learner/email", InputReasons.BadEmail)]
    [InlineData("\"email\":\"an@peeters..be\"", "/learner/email", InputReasons.BadEmail)]
    [InlineData("\"email\":\"an@x.be,jan@x.be\"", "/learner/email", InputReasons.BadEmail)]
    [InlineData("\"did\":\"key:z6Mk\"", "/learner/did", InputReasons.BadDid)]
    [InlineData("\"did\":\"did:key:z6Mk#frag\"", "/learner/did", InputReasons.BadDid)]
    [InlineData("\"phone\":\"1\"", "/learner/phone", InputReasons.UnknownMember)]
    [InlineData("\"givenName\":\"Jan\"", "/learner/givenName", InputReasons.DuplicateMember)]
    public void A_fault_of_the_learner_is_named(string member, string pointer, string reason) =>
        AssertFault($$"""{"achievement":"a","learner":{"givenName":"An","familyName":"P",{{member}}},"awardedOn":"2026-06-30"}""", pointer, reason);

    [Theory]
    [InlineData("\"hours\":0", "/hours", InputReasons.OutOfRange)]
    [InlineData("\"hours\":\"60\"", "/hours", InputReasons.WrongType)]
    [InlineData("\"recognition\":\"yes\"", "/recognition", InputReasons.WrongType)]
    [InlineData("\"result\":14", "/result", InputReasons.WrongType)]
    [InlineData("\"grade\":\"14\"", "/grade", InputReasons.UnknownMember)]
    [InlineData("\"a/b~c\":1", "/a~1b~0c", InputReasons.UnknownMember)]
    [InlineData("\"evidence\":[{\"name\":\"n\",\"url\":\"ftp://x.be/\"}]", "/evidence/0/url", InputReasons.BadUrl)]
    [InlineData("\"evidence\":[{\"name\":\"n\",\"digest\":\"sha256-AAAA\"}]", "/evidence/0/digest", InputReasons.BadDigest)]
    [InlineData("\"evidence\":[{\"name\":\"n\",\"digest\":\"abc\"}]", "/evidence/0/digest", InputReasons.BadDigest)]
    [InlineData("\"evidence\":[{\"url\":\"https://x.be/\"}]", "/evidence/0/name", InputReasons.Missing)]
    [InlineData("\"evidence\":[1]", "/evidence/0", InputReasons.WrongType)]
    [InlineData("\"evidence\":{}", "/evidence", InputReasons.WrongType)]
    public void A_fault_of_the_award_is_named(string member, string pointer, string reason) =>
        AssertFault($"{Minimal[..^1]},{member}}}", pointer, reason);

    [Fact]
    public void Lengths_are_bounded()
    {
        var name = new string('é', 200);
        Assert.True(Awards.Parse(Minimal.Replace("Peeters", name, StringComparison.Ordinal)).IsSuccess);
        AssertFault(Minimal.Replace("Peeters", name + "é", StringComparison.Ordinal), "/learner/familyName", InputReasons.TooLong);
        AssertFault($"{Minimal[..^1]},\"evidence\":[{string.Join(',', Enumerable.Repeat("{\"name\":\"n\"}", 21))}]}}", "/evidence", InputReasons.TooMany);
    }

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("\\n")]
    [InlineData("\\u202e")]
    [InlineData("\\ud83d")]
    [InlineData("\\ufffe")]
    [InlineData("\\uffff")]
    public void Characters_that_deceive_are_refused(string escape) =>
        AssertFault(Minimal.Replace("Peeters", $"Pee{escape}ters", StringComparison.Ordinal), "/learner/familyName", InputReasons.BadCharacters);

    [Fact]
    public void Every_fault_is_collected()
    {
        var errors = Awards.Parse("""{"learner":{"givenName":"","email":"x","nationalNumber":"1"},"awardedOn":"x","hours":-1,"z":1}""").Problem!.Errors;

        Assert.Equal(
            ["/achievement", "/awardedOn", "/hours", "/learner/email", "/learner/familyName", "/learner/givenName", "/learner/nationalNumber", "/z"],
            errors.Select(error => error.Pointer).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"a\"")]
    public void What_is_no_object_is_refused(string body) => AssertFault(body, "", InputReasons.WrongType);

    [Fact]
    public void Test_numbers_are_for_tests()
    {
        var body = Minimal.Replace("\"Peeters\"", "\"Peeters\",\"nationalNumber\":\"99610100150\"", StringComparison.Ordinal);

        AssertFault(body, "/learner/nationalNumber", InputReasons.BadNationalNumber);
        Assert.Equal(new DateOnly(1999, 1, 1), Awards.Parse(body, acceptTestNumbers: true).Value.Learner.KnownBirthDate);
    }

    [Fact]
    public void No_problem_repeats_what_was_given()
    {
        var problem = Awards.Parse(Minimal.Replace("\"Peeters\"", "\"Peeters\",\"nationalNumber\":\"85073003329\",\"email\":\"geheim\"", StringComparison.Ordinal)).Problem!;

        Assert.All(problem.Errors, error => Assert.DoesNotContain("85073003329", error.Detail, StringComparison.Ordinal));
        Assert.All(problem.Errors, error => Assert.DoesNotContain("geheim", error.Detail, StringComparison.Ordinal));
    }

    private static void AssertFault(string body, string pointer, string reason)
    {
        var error = Assert.Single(Awards.Parse(body).Problem!.Errors);
        Assert.Equal((pointer, reason), (error.Pointer, error.Reason));
    }
}
