using System.Text.Json;
using Credentials.Achievements;
using Credentials.EvidenceStore.Led;

namespace Credentials.Services.Tests.Led;

public class LedAnswerTests
{
    /// <summary>Every published file: what becomes a record, what is left out and why, what the records lack.</summary>
    [LedFact]
    public void Every_published_answer_is_read()
    {
        var answers = LedFiles.In("GeefBewijs").Select(file => LedAnswer.Read(File.ReadAllBytes(file), acceptTestNumbers: true).Value).ToArray();
        var proofs = answers.SelectMany(answer => answer.Proofs).ToArray();
        var refusals = answers.SelectMany(answer => answer.Refusals).ToArray();

        Assert.Equal((36, 141), (answers.Length, proofs.Length + refusals.Length));
        Assert.Equal((118, 23), (proofs.Length, refusals.Length));
        Assert.Equal(
            [(LedRefusalReasons.UnknownDate, 22), (LedRefusalReasons.UnknownTaxonomy, 1)],
            refusals.CountBy(refusal => refusal.Reason).Select(count => (count.Key, count.Value)).OrderByDescending(count => count.Value));
        Assert.Equal(
            new Dictionary<string, int>
            {
                [LedGaps.Level] = 100,
                [LedGaps.IscedLevel] = 79,
                [LedGaps.FullName] = 52,
                [LedGaps.WholeDate] = 9,
            },
            proofs.SelectMany(proof => proof.Gaps).CountBy(gap => gap).ToDictionary());
        Assert.Equal(8, answers.Count(answer => answer.Faults.Count > 0));
        Assert.All(answers, answer => Assert.Equal(answer.Faults.Count > 0, answer.Proofs.Count + answer.Refusals.Count == 0));
    }

    [LedFact]
    public void No_text_of_a_published_answer_keeps_white_space_that_means_nothing()
    {
        var texts = LedFiles.In("GeefBewijs").SelectMany(file => LedAnswer.Read(File.ReadAllBytes(file), acceptTestNumbers: true).Value.Proofs)
            .SelectMany(proof => new[] { proof.Leverancier.Naam, proof.Basis.Categorie, proof.Basis.VolledigeNaam, proof.Basis.Instelling.Naam, proof.Basis.Onderwerp.Naam,
                proof.Basis.Instantie, proof.Basis.Studierichting?.Naam, proof.Basis.Studierichting?.Code, proof.Afgeleid.IscedStudiegebied?.Naam, LedMeaning.Of(proof).Title })
            .Concat(["Secundair onderwijs"]).OfType<string>().ToArray();

        Assert.All(texts, text => Assert.Equal(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), text));
    }

    [LedFact]
    public void Test_numbers_are_refused_where_they_are_not_accepted()
    {
        var answers = LedFiles.In("GeefBewijs").Select(file => LedAnswer.Read(File.ReadAllBytes(file), acceptTestNumbers: false).Value).ToArray();

        Assert.Equal(2, answers.Sum(answer => answer.Proofs.Count));
        Assert.Equal(138, answers.Sum(answer => answer.Refusals.Count(refusal => refusal.Reason == LedRefusalReasons.BadNationalNumber)));
    }

    [Fact]
    public void Every_element_of_a_proof_is_read_and_its_text_folded()
    {
        var proof = LedSamples.ProofWith("ref-1", "ref-1");

        Assert.Equal(("ref-1", "change-1", LedProofStatus.Registered), (proof.Bewijsreferte, proof.Bewijsmutatiereferte, proof.Status));
        Assert.Equal(new DateTimeOffset(2023, 3, 22, 11, 24, 19, 282, TimeSpan.FromHours(1)), proof.ChangedAt);
        Assert.Equal(new LedSupplier("Secundair onderwijs", "E19.4"), proof.Leverancier);
        Assert.Equal("00012556777", proof.PersoonUitgereikt.Digits);
        var basis = proof.Basis;
        Assert.Equal(("Authentiek", "Secundair onderwijs", "3de graad", "TSO"), (basis.Authenticiteit, basis.Categorie, basis.Graad, basis.Onderwijsvorm));
        Assert.Equal(("Diploma", LedProofState.Final, "Secundaire school", "Gewoon"), (basis.Bewijstype, basis.Bewijsstaat, basis.Instantie, basis.Schooltype));
        Assert.Equal((new LedCode("523001", "Elektronica"), LedDate.Of(new DateOnly(2010, 6, 30))), (basis.Onderwerp, basis.Uitreikingsdatum));
        Assert.Equal(("Diploma van secundair onderwijs", "BEL", "nld"), (basis.VolledigeNaam, basis.Land, basis.Taal));
        Assert.Equal(new LedInstitution("Sint-Jozefsinstituut", "35212"), basis.Instelling);
        Assert.Equal(
            (new LedNamed("Elektronica", "020092"), new LedNamed("Audio", null), new LedNamed("Versterkers", "7")),
            (basis.Studierichting, basis.Specialisatie, basis.DetailOnderwerp));
        Assert.Equal(("5 jaar", 120L), (basis.Vervalperiode, basis.UrenVolwassenenonderwijs));
        Assert.Equal([new LedOtherBody("Organisator", "VDAB")], basis.AlternatieveInstanties);
        Assert.Equal([new LedInformation("Bewijs omschrijving", "Diploma TSO Elektronica")], basis.BijkomendeInformaties);
        Assert.Equal([new LedNamed("Elektrotechnicus", "BK-0335")], basis.Beroepskwalificaties);
        Assert.Equal([new LedNamed("Meettechniek", null)], basis.Deelkwalificaties);
        Assert.Equal(
            new LedDerived(new("523", "Elektronica en automatisatie"), new("3A", null), new("4", "Niveau 4"), new("NBS", null)), proof.Afgeleid);
        Assert.Empty(proof.Gaps);
        Assert.Equal(proof, LedSamples.ProofWith("ref-1", "ref-1"));
        Assert.DoesNotContain("00012556777", proof.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_supplier_says_of_a_proof_can_be_kept_as_JSON()
    {
        var proof = LedSamples.ProofWith("<Dag>30</Dag>", "");

        Assert.Equal(proof.Basis, JsonSerializer.Deserialize<LedBasis>(JsonSerializer.SerializeToUtf8Bytes(proof.Basis)));
        Assert.Equal(proof.Afgeleid, JsonSerializer.Deserialize<LedDerived>(JsonSerializer.SerializeToUtf8Bytes(proof.Afgeleid)));
        Assert.DoesNotContain("00012556777", JsonSerializer.Serialize(proof.Basis), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<INSZ>00012556777</INSZ>", "<INSZ>00012556776</INSZ>", LedRefusalReasons.BadNationalNumber)]
    [InlineData("<INSZ>00012556777</INSZ>", "<INSZ>99610100150</INSZ>", LedRefusalReasons.BadNationalNumber)]
    [InlineData("<INSZ>00012556777</INSZ>", "", LedRefusalReasons.Malformed)]
    [InlineData("<Bewijsreferte>E19.4</Bewijsreferte>", "<Bewijsreferte> </Bewijsreferte>", LedRefusalReasons.Malformed)]
    [InlineData("E19.4", "1234567890123456789012345678901234567", LedRefusalReasons.Malformed)]
    [InlineData("<Code>1</Code>", "<Code>2</Code>", LedRefusalReasons.Malformed)]
    [InlineData("<Jaar>2010</Jaar><Maand>06</Maand><Dag>30</Dag>", "<Jaar>1800</Jaar><Maand>01</Maand><Dag>01</Dag>", LedRefusalReasons.UnknownDate)]
    [InlineData("<Jaar>2010</Jaar>", "<Jaar>1800</Jaar>", LedRefusalReasons.UnknownDate)]
    [InlineData("<Jaar>2010</Jaar>", "", LedRefusalReasons.Malformed)]
    [InlineData("<Dag>30</Dag>", "<Dag>31</Dag>", LedRefusalReasons.Malformed)]
    [InlineData("<Maand>06</Maand>", "", LedRefusalReasons.Malformed)]
    [InlineData("<UrenVolwassenenonderwijs>120<", "<UrenVolwassenenonderwijs>veel<", LedRefusalReasons.Malformed)]
    [InlineData("<Naam>3de graad</Naam>", "<Naam>  </Naam>", LedRefusalReasons.MissingTaxonomy)]
    [InlineData("<Onderwerp><Code>523001</Code>", "<Onderwerp>", LedRefusalReasons.MissingTaxonomy)]
    [InlineData("<Bewijstype><Naam>Diploma</Naam></Bewijstype>", "", LedRefusalReasons.MissingTaxonomy)]
    [InlineData("<Naam>Diploma</Naam>", "<Naam>DiplomaXYZ</Naam>", LedRefusalReasons.UnknownTaxonomy)]
    [InlineData("<Naam>Eindbewijs</Naam>", "<Naam>Halfbewijs</Naam>", LedRefusalReasons.UnknownTaxonomy)]
    public void What_cannot_be_a_record_is_refused_with_its_reason(string old, string replacement, string reason)
    {
        var refusal = LedSamples.RefusalWith(old, replacement);

        Assert.Equal((1, reason, "ref-1"), (refusal.Position, refusal.Reason, refusal.Bewijsreferte));
        Assert.DoesNotContain("00012556777", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_names_its_place_and_the_gravest_reason()
    {
        var bad = LedSamples.Proof.Replace("<Jaar>2010<", "<Jaar>1800<", StringComparison.Ordinal).Replace("<Naam>TSO</Naam>", "", StringComparison.Ordinal);
        var answer = LedAnswer.Read(LedSamples.Answer(LedSamples.Proof, bad), acceptTestNumbers: false).Value;

        Assert.Single(answer.Proofs);
        var refusal = Assert.Single(answer.Refusals);
        Assert.Equal((2, LedRefusalReasons.UnknownDate, new LedSupplier("Secundair onderwijs", "E19.4")), (refusal.Position, refusal.Reason, refusal.Supplier));
    }

    [Theory]
    [InlineData("<Code>\n      4\n    </Code>", "<Code>NBS</Code>", LedGaps.Level)]
    [InlineData("<Code>\n      4\n    </Code>", "<Code>9</Code>", LedGaps.Level)]
    [InlineData("<Code>3A</Code>", "<Code>NBS</Code>", LedGaps.IscedLevel)]
    [InlineData("<Code>523</Code>", "<Code>999</Code>", LedGaps.Field)]
    [InlineData("<Maand>06</Maand><Dag>30</Dag>", "", LedGaps.WholeDate)]
    [InlineData("Sint-Jozefsinstituut", "Niet beschikbaar", LedGaps.Institution)]
    public void What_a_record_can_live_without_is_a_gap(string old, string replacement, string gap) =>
        Assert.Equal([gap], LedSamples.ProofWith(old, replacement).Gaps);

    [Fact]
    public void A_level_that_does_not_apply_is_no_gap() => Assert.Empty(Assert.Single(LedAnswer.Read(LedSamples.Answer(
        LedSamples.Proof.Replace("4\n", "NVT\n", StringComparison.Ordinal).Replace("<Code>NBS</Code>", "<Code>NVT</Code>", StringComparison.Ordinal)), false).Value.Proofs).Gaps);

    [Fact]
    public void A_cancelled_proof_says_so() => Assert.Equal(LedProofStatus.Cancelled, LedSamples.ProofWith("<Code>1</Code>", "<Code>10</Code>").Status);

    [Fact]
    public void Faults_alone_are_an_answer_without_proofs()
    {
        const string Fault = "<Uitzonderingen><Uitzondering><Identificatie>40000</Identificatie><Oorsprong>LED</Oorsprong><Type>FOUT</Type><Diagnose>Geen gegevens gevonden.</Diagnose><Omstandigheid>INSZnummer</Omstandigheid></Uitzondering></Uitzonderingen>";
        foreach (var inside in new[] { Fault, $"<Antwoorden><Antwoord><Referte>1</Referte>{Fault}</Antwoord></Antwoorden>" })
        {
            var answer = LedAnswer.Read(LedSamples.Bytes($"<g:GeefBewijsResponse xmlns:g=\"{LedSamples.Space}\"><Repliek>{inside}</Repliek></g:GeefBewijsResponse>"), false).Value;

            Assert.Empty(answer.Proofs);
            Assert.Equal([new LedFault(LedFault.NothingFound, "LED", LedSeverity.Error, "Geen gegevens gevonden.", "INSZnummer")], answer.Faults);
        }
    }

    [Theory]
    [InlineData("http://schemas.xmlsoap.org/soap/envelope/")]
    [InlineData("http://www.w3.org/2003/05/soap-envelope")]
    public void An_answer_may_stand_in_a_SOAP_envelope(string soap)
    {
        var bare = System.Text.Encoding.UTF8.GetString(LedSamples.Answer(LedSamples.Proof));
        var answer = LedAnswer.Read(LedSamples.Bytes($"<s:Envelope xmlns:s=\"{soap}\"><s:Header/><s:Body>\n{bare}\n</s:Body></s:Envelope>"), false);

        Assert.Single(answer.Value.Proofs);
    }
}
