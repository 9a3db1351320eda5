using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Achievements;
using Credentials.EvidenceStore.Led;
using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.Services.Tests.Led;

public class ComposeRegistrationTests
{
    private static readonly Guid Award = new("1b6ef2a4-0000-4000-8000-000000000001");

    private static readonly Centre Centre = new(
        "demo", "CVO \"Demer & Land\"", KboNumber.TryParse("0566.988.259", out var kbo) ? kbo : throw new InvalidOperationException("no KBO number"),
        new CentreAddress("BE", "Vlaanderen"), [new AwardingRight("vks", [1, 2, 3, 4, 5, 6, 7, 8])]);

    /// <summary>Every achievement of the demonstration, in every type and state of proof and every language: the request validates.</summary>
    [LedFact]
    public void Every_award_of_an_achievement_that_must_be_registered_gives_a_request_that_validates()
    {
        var sender = LedSender.Of("cvo.vlaanderen.be/demo", "Demo", "801").Value;
        var written = 0;
        foreach (var definition in Demonstration())
        {
            foreach (var type in new[] { "Diploma", "Getuigschrift", "Certificaat", "Deelcertificaat", "Attest", "Bewijs van beroepskwalificatie", "Bewijs van deelkwalificatie", "Bewijs van competenties" })
            {
                foreach (var state in new[] { "Eindbewijs", "Tussenbewijs" })
                {
                    var achievement = With(definition, type, state);
                    foreach (var language in achievement.Languages)
                    {
                        var registration = Compose(achievement, Request(achievement), language).Value;
                        Assert.Empty(LedSchemas.Validate(LedRequest.Register(registration, sender, Award, new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero))));
                        written++;
                    }
                }
            }
        }
        Assert.True(written >= 6 * 16 * 2, $"only {written} requests");
    }

    [Fact]
    public void An_award_becomes_the_proof_that_LED_registers()
    {
        var achievement = Achievement();
        var registration = Compose(achievement, Request(achievement), "nl").Value;

        Assert.Equal(new LedSupplier("Volwassenenonderwijs", Award.ToString()), registration.Leverancier);
        Assert.Equal("00012556777", registration.PersoonUitgereikt.Digits);
        var bewijs = registration.Bewijs;
        Assert.Equal(("Authentiek", "Secundair onderwijs", "Deelcertificaat", LedProofState.Intermediate), (bewijs.Authenticiteit, bewijs.Categorie, bewijs.Bewijstype, bewijs.Bewijsstaat));
        Assert.Equal((new LedCode("481001", "Informatica algemeen"), "2026-06-30"), (bewijs.Onderwerp, bewijs.Uitreikingsdatum.ToString()));
        Assert.Equal((achievement.Title.In("nl"), "BEL", "nld"), (bewijs.VolledigeNaam, bewijs.Land, bewijs.Taal));
        Assert.Equal(new LedInstitution("CVO \"Demer & Land\"", null), bewijs.Instelling);
        Assert.Equal((long)achievement.Workload.Hours!.Value, bewijs.UrenVolwassenenonderwijs);
    }

    [Theory]
    [InlineData(null, false, 60L)]
    [InlineData(null, true, null)]
    [InlineData(7.5, false, 8L)]
    [InlineData(7.5, true, 8L)]
    [InlineData(0.2, false, null)]
    public void Hours_are_those_of_the_award_or_of_the_achievement_where_the_course_was_followed(double? hours, bool recognition, long? expected)
    {
        var achievement = Achievement() with { Workload = new Workload(2, 60) };

        var bewijs = Compose(achievement, Request(achievement) with { Hours = (decimal?)hours, Recognition = recognition }, "nl").Value.Bewijs;

        Assert.Equal(expected, bewijs.UrenVolwassenenonderwijs);
        Assert.Null(Compose(achievement with { Led = achievement.Led! with { Instantie = "SYNTRA Vlaanderen" } }, Request(achievement), "nl").Value.Bewijs.UrenVolwassenenonderwijs);
    }

    [Theory]
    [InlineData("nl", "", "nld")]
    [InlineData("fr", "", "fra")]
    [InlineData("en", "nl", "nld")]
    [InlineData("fr", "nl fr-BE", "fra")]
    [InlineData("nl-BE", "en nl", "nld")]
    [InlineData("vls", "", "vls")]
    public void The_language_is_that_of_instruction(string language, string taught, string expected)
    {
        var achievement = Achievement() with { InstructionLanguages = taught.Split(' ', StringSplitOptions.RemoveEmptyEntries) };

        Assert.Equal(expected, Compose(achievement, Request(achievement), language).Value.Bewijs.Taal);
    }

    [Fact]
    public void A_learner_without_national_number_is_named_as_such()
    {
        var achievement = Achievement();
        var request = Request(achievement);
        var error = Assert.Single(Compose(achievement, request with { Learner = new AwardLearner("An", "Peeters") }, "nl").Problem!.Errors);

        Assert.Equal(("/persoonUitgereikt/insz", InputReasons.Missing), (error.Pointer, error.Reason));
    }

    [Fact]
    public void A_KBO_number_is_no_institution_number()
    {
        var achievement = Achievement();
        Result<LedRegistration> With(string number) =>
            ComposeRegistration.From(achievement, Request(achievement), Centre, "nl", new("Volwassenenonderwijs", Award.ToString()), number);

        Assert.Equal("/bewijs/instelling/nummer", Assert.Single(With(Centre.Kbo.Digits).Problem!.Errors).Pointer);
        Assert.Equal("035881", With("035881").Value.Bewijs.Instelling.Nummer);
    }

    private static Result<LedRegistration> Compose(Achievement achievement, AwardRequest request, string language) =>
        ComposeRegistration.From(achievement, request, Centre, language, new("Volwassenenonderwijs", Award.ToString()), null);

    private static AwardRequest Request(Achievement achievement) => new(
        achievement.Id,
        new AwardLearner("An", "Peeters") { NationalNumber = NationalNumber.TryParse("00012556777", out var number) ? number : null },
        new DateOnly(2026, 6, 30));

    private static Achievement Achievement() => With(Demonstration().First(), "Deelcertificaat", "Tussenbewijs");

    private static Achievement With(JsonObject definition, string type, string state)
    {
        definition["led"] = JsonNode.Parse($$"""
            {"categorie":"Secundair onderwijs","graad":"Niet van toepassing","onderwijsvorm":"Niet van toepassing","bewijstype":"{{type}}","bewijsstaat":"{{state}}",
             "instantie":"Centrum voor Volwassenenonderwijs (CVO)","onderwerp":{"code":"481001","naam":"Informatica algemeen"},"schooltype":"Niet van toepassing"}
            """);
        using var document = JsonDocument.Parse(definition.ToJsonString());
        return Achievements.Achievement.Parse(document.RootElement).Value;
    }

    private static IEnumerable<JsonObject> Demonstration() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Credentials.App", "Demo", "Achievements"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject());
}
