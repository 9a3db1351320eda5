using System.Xml.Linq;
using Credentials.Achievements;
using Credentials.EvidenceStore.Led;
using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.Services.Tests.Led;

public class LedRegistrationTests
{
    private static readonly Guid Message = new("1b6ef2a4-0000-4000-8000-000000000001");
    private static readonly DateTimeOffset Now = new(2026, 6, 30, 22, 30, 0, TimeSpan.Zero);
    private static readonly LedSupplier Supplier = new("Volwassenenonderwijs", Message.ToString());

    /// <summary>The shortest and the longest that LED's schema takes, in every place.</summary>
    [LedFact]
    public void Requests_at_the_edges_of_the_schema_validate()
    {
        Assert.Empty(LedSchemas.Validate(Write(Check(Supplier, Smallest).Value)));
        Assert.Empty(LedSchemas.Validate(Write(Check(Supplier, Largest).Value)));
        Assert.Empty(LedSchemas.Validate(Write(Check(new(new string('L', 100), new string('r', 36)), Largest).Value)));
        foreach (var date in new[] { new LedDate(1800, null, null), new LedDate(2199, 12, null), new LedDate(2024, 2, 29), new LedDate(2000, 1, 1) })
            Assert.Empty(LedSchemas.Validate(Write(Check(Supplier, Smallest with { Uitreikingsdatum = date }).Value)));
        Assert.Empty(LedSchemas.Validate(Write(Check(Supplier, Smallest with { VolledigeNaam = "<&>\"' 😀 é" }).Value)));
        Assert.NotEmpty(LedSchemas.Validate(LedSamples.Bytes(System.Text.Encoding.UTF8.GetString(Write(Check(Supplier, Smallest).Value)).Replace("<Jaar>2026", "<Jaar>1600", StringComparison.Ordinal))));
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "/bewijs/authenticiteit", InputReasons.Missing },
        { "/bewijs/categorie", InputReasons.TooLong },
        { "/bewijs/graad", InputReasons.Missing },
        { "/bewijs/onderwijsvorm", InputReasons.TooLong },
        { "/bewijs/bewijstype", InputReasons.BadCharacters },
        { "/bewijs/instantie", InputReasons.TooLong },
        { "/bewijs/onderwerp/code", InputReasons.Missing },
        { "/bewijs/onderwerp/naam", InputReasons.TooLong },
        { "/bewijs/uitreikingsdatum", InputReasons.NotADate },
        { "/bewijs/volledigeNaam", InputReasons.TooLong },
        { "/bewijs/land", InputReasons.BadFormat },
        { "/bewijs/taal", InputReasons.BadFormat },
        { "/bewijs/instelling/naam", InputReasons.TooLong },
        { "/bewijs/instelling/nummer", InputReasons.BadFormat },
        { "/bewijs/schooltype", InputReasons.Missing },
        { "/bewijs/studierichting/naam", InputReasons.Missing },
        { "/bewijs/specialisatie/code", InputReasons.TooLong },
        { "/bewijs/vervalperiode", InputReasons.TooLong },
        { "/bewijs/urenVolwassenenonderwijs", InputReasons.OutOfRange },
        { "/bewijs/alternatieveInstanties", InputReasons.TooMany },
        { "/bewijs/bijkomendeInformaties/1/naam", InputReasons.Duplicate },
        { "/bewijs/bijkomendeInformaties/0/inhoud", InputReasons.TooLong },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_the_schema_does_not_take_is_named_by_its_pointer(string pointer, string reason)
    {
        var basis = pointer switch
        {
            "/bewijs/authenticiteit" => Smallest with { Authenticiteit = " " },
            "/bewijs/categorie" => Smallest with { Categorie = new('c', 256) },
            "/bewijs/graad" => Smallest with { Graad = "\u200B" },
            "/bewijs/onderwijsvorm" => Smallest with { Onderwijsvorm = new('o', 256) },
            "/bewijs/bewijstype" => Smallest with { Bewijstype = "a\uFFFEb" },
            "/bewijs/instantie" => Smallest with { Instantie = string.Concat(Enumerable.Repeat("😀", 128)) },
            "/bewijs/onderwerp/code" => Smallest with { Onderwerp = new("", "n") },
            "/bewijs/onderwerp/naam" => Smallest with { Onderwerp = new("1", new('n', 256)) },
            "/bewijs/uitreikingsdatum" => Smallest with { Uitreikingsdatum = new(2023, 2, 29) },
            "/bewijs/volledigeNaam" => Smallest with { VolledigeNaam = new('v', 1001) },
            "/bewijs/land" => Smallest with { Land = "bel" },
            "/bewijs/taal" => Smallest with { Taal = "nl" },
            "/bewijs/instelling/naam" => Smallest with { Instelling = new(new('i', 121), null) },
            "/bewijs/instelling/nummer" => Smallest with { Instelling = new("i", "0566988259") },
            "/bewijs/schooltype" => Smallest with { Schooltype = "" },
            "/bewijs/studierichting/naam" => Smallest with { Studierichting = new("", "1") },
            "/bewijs/specialisatie/code" => Smallest with { Specialisatie = new("s", new('1', 1001)) },
            "/bewijs/vervalperiode" => Smallest with { Vervalperiode = new('v', 101) },
            "/bewijs/urenVolwassenenonderwijs" => Smallest with { UrenVolwassenenonderwijs = 10_000_000_000 },
            "/bewijs/alternatieveInstanties" => Smallest with { AlternatieveInstanties = [.. Enumerable.Range(0, 51).Select(index => new LedOtherBody("r", "i"))] },
            "/bewijs/bijkomendeInformaties/1/naam" => Smallest with { BijkomendeInformaties = [new("n", "a"), new(" n", "b")] },
            _ => Smallest with { BijkomendeInformaties = [new("n", new('a', 1001))] },
        };

        var error = Assert.Single(Check(Supplier, basis).Problem!.Errors);

        Assert.Equal((pointer, reason), (error.Pointer, error.Reason));
    }

    [Fact]
    public void A_supplier_and_a_person_are_demanded()
    {
        Assert.Equal(
            ["/leverancier/naam", "/leverancier/bewijsreferte", "/persoonUitgereikt/insz"],
            LedRegistration.Check(new(" ", new('r', 37)), null, Smallest).Problem!.Errors.Select(error => error.Pointer));
    }

    [Fact]
    public void A_request_has_the_context_that_MAGDA_asks_for_and_the_time_of_Brussels()
    {
        var request = XDocument.Load(new MemoryStream(Write(Check(Supplier, Smallest).Value)));
        string Text(string name) => request.Descendants(name).First().Value;

        Assert.Equal(("RegistreerBewijs", "02.00.0000", "VRAAG"), (Text("Naam"), Text("Versie"), Text("Type")));
        Assert.Equal(("2026-07-01", "00:30:00.000"), (Text("Datum"), Text("Tijd")));
        Assert.Equal(("cvo.vlaanderen.be/demo", "801"), (Text("Identificatie"), Text("Hoedanigheid")));
        Assert.All(request.Descendants("Referte"), reference => Assert.Equal(Message.ToString(), reference.Value));
        Assert.Equal("00012556777", Text("INSZ"));
        Assert.Equal(XName.Get("RegistreerBewijs", "http://registreerbewijs.bewijsregistratiedienst.led.vlaanderen.be"), request.Root!.Elements().Last().Elements().Single().Name);
    }

    [Fact]
    public void What_is_registered_reads_back_as_the_same()
    {
        var bewijs = XDocument.Load(new MemoryStream(Write(Check(Supplier, Largest).Value))).Descendants("Bewijs").Single();
        var answer = LedSamples.Proof[..LedSamples.Proof.IndexOf("<Basis>", StringComparison.Ordinal)]
            + $"<Basis>{string.Concat(bewijs.Elements())}</Basis>" + LedSamples.Proof[LedSamples.Proof.IndexOf("<Afgeleid>", StringComparison.Ordinal)..];

        var read = Assert.Single(LedAnswer.Read(LedSamples.Answer(answer), false).Value.Proofs);

        Assert.Equal(Largest, read.Basis);
    }

    [Fact]
    public void A_sender_without_identity_or_with_too_long_a_name_is_refused()
    {
        Assert.Equal("/identificatie", Assert.Single(LedSender.Of(" ", null, null).Problem!.Errors).Pointer);
        Assert.Equal(
            ["/identificatie", "/naam", "/hoedanigheid"],
            LedSender.Of(new('i', 121), new('n', 25), new('h', 25)).Problem!.Errors.Select(error => error.Pointer));
    }

    private static LedBasis Smallest { get; } = new()
    {
        Authenticiteit = "a",
        Categorie = "c",
        Graad = "g",
        Onderwijsvorm = "o",
        Bewijstype = "Diploma",
        Bewijsstaat = LedProofState.Final,
        Instantie = "i",
        Onderwerp = new("1", null),
        Uitreikingsdatum = new(2026, null, null),
        VolledigeNaam = "v",
        Land = "BEL",
        Taal = "nld",
        Instelling = new("i", null),
        Schooltype = "s",
    };

    private static LedBasis Largest { get; } = new()
    {
        Authenticiteit = new('a', 255),
        Categorie = new('c', 255),
        Graad = new('g', 255),
        Onderwijsvorm = new('o', 255),
        Bewijstype = "Attest",
        Bewijsstaat = LedProofState.Intermediate,
        Instantie = new('i', 255),
        Onderwerp = new(new('1', 255), new('n', 255)),
        Uitreikingsdatum = new(2026, 6, 30),
        VolledigeNaam = new('v', 1000),
        Land = "Niet beschikbaar",
        Taal = "eng",
        Instelling = new(new('i', 120), "999999"),
        Schooltype = new('s', 255),
        Studierichting = new(new('s', 2000), new('1', 1000)),
        Specialisatie = new(new('p', 2000), new('2', 1000)),
        DetailOnderwerp = new(new('d', 2000), new('3', 1000)),
        Vervalperiode = new('j', 100),
        UrenVolwassenenonderwijs = 9_999_999_999,
        AlternatieveInstanties = [.. Enumerable.Range(0, 50).Select(index => new LedOtherBody($"rol {index}", new('b', 255)))],
        BijkomendeInformaties = [.. Enumerable.Range(0, 50).Select(index => new LedInformation($"naam {index}", new('x', 1000)))],
    };

    private static Result<LedRegistration> Check(LedSupplier supplier, LedBasis basis) => LedRegistration.Check(supplier, Number, basis);

    private static NationalNumber Number => NationalNumber.TryParse("00.01.25-567.77", out var number) ? number : throw new InvalidOperationException("no number");

    private static byte[] Write(LedRegistration registration) => LedRequest.Register(registration, LedSender.Of("cvo.vlaanderen.be/demo", null, "801").Value, Message, Now);
}
