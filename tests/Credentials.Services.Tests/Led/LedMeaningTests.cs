using Credentials.Achievements;
using Credentials.EvidenceStore.Led;

namespace Credentials.Services.Tests.Led;

public class LedMeaningTests
{
    [Fact]
    public void A_proof_means_a_record_with_levels_that_LED_verified()
    {
        var meaning = LedMeaning.Of(LedSamples.ProofWith("ref-1", "ref-1"));

        Assert.Equal((ProofKind.Diploma, true, false), (meaning.Kind, meaning.IsFinal, meaning.IsSelfDeclared));
        Assert.Equal(["VKS 4 LED", "EQF 4 LED"], meaning.Levels.Select(level => $"{level.Level} {level.VerifiedBy}"));
        Assert.Equal(("0714", "Diploma van secundair onderwijs", "Sint-Jozefsinstituut"), (meaning.Field!.Code, meaning.Title, meaning.Institution));
        Assert.Equal((120L, "5 jaar", "2010-06-30"), (meaning.Hours, meaning.Validity, meaning.AwardedOn.ToString()));
    }

    [Fact]
    public void What_LED_does_not_say_is_not_made_up()
    {
        var silent = LedSamples.Proof
            .Replace("Diploma van\n        secundair   onderwijs", "Niet beschikbaar", StringComparison.Ordinal)
            .Replace("4\n", "NBS\n", StringComparison.Ordinal).Replace(">523<", ">999<", StringComparison.Ordinal)
            .Replace("Sint-Jozefsinstituut", "Niet beschikbaar", StringComparison.Ordinal).Replace(">120<", ">0<", StringComparison.Ordinal)
            .Replace("<Vervalperiode>5 jaar</Vervalperiode>", "", StringComparison.Ordinal).Replace("<Maand>06</Maand><Dag>30</Dag>", "", StringComparison.Ordinal);
        var proof = Assert.Single(LedAnswer.Read(LedSamples.Answer(silent), false).Value.Proofs);
        var meaning = LedMeaning.Of(proof);

        Assert.Equal("Diploma TSO Elektronica", meaning.Title);
        Assert.Empty(meaning.Levels);
        Assert.Null(meaning.Field);
        Assert.Null(meaning.Institution);
        Assert.Null(meaning.Hours);
        Assert.Null(meaning.Validity);
        Assert.Equal("2010", meaning.AwardedOn.ToString());
        Assert.Equal("999", proof.Afgeleid.IscedStudiegebied!.Code);
    }

    [Theory]
    [InlineData("Getuigschrift", ProofKind.Certificate)]
    [InlineData("Studiegetuigschrift", ProofKind.Certificate)]
    [InlineData("Deelcertificaat", ProofKind.PartialCertificate)]
    [InlineData("Attest", ProofKind.Attest)]
    [InlineData("Gelijkwaardigheid", ProofKind.Equivalence)]
    [InlineData("Wettelijk certificaat", ProofKind.Certificate)]
    [InlineData("Bewijs van deelkwalificatie", ProofKind.PartialCertificate)]
    public void The_type_of_proof_tells_its_kind(string type, ProofKind kind) =>
        Assert.Equal(kind, LedSamples.ProofWith("<Bewijstype><Naam>Diploma<", $"<Bewijstype><Naam>{type}<").Kind);

    [Fact]
    public void What_is_in_the_category_of_experience_certificates_is_one()
    {
        var proof = LedSamples.Proof.Replace("<Categorie><Naam>Secundair onderwijs<", "<Categorie><Naam>Ervaringsbewijzen<", StringComparison.Ordinal)
            .Replace("<Bewijstype><Naam>Diploma<", "<Bewijstype><Naam>Wettelijk certificaat<", StringComparison.Ordinal);

        Assert.Equal(ProofKind.ExperienceCertificate, Assert.Single(LedAnswer.Read(LedSamples.Answer(proof), false).Value.Proofs).Kind);
    }

    [Fact]
    public void A_professional_level_counts_where_there_is_no_educational_one()
    {
        var proof = LedSamples.Proof.Replace("4\n", "NVT\n", StringComparison.Ordinal).Replace("<Code>NBS</Code>", "<Code>3</Code>", StringComparison.Ordinal);
        var meaning = LedMeaning.Of(Assert.Single(LedAnswer.Read(LedSamples.Answer(proof), false).Value.Proofs));

        Assert.Equal(["VKS 3", "EQF 3"], meaning.Levels.Select(level => level.Level.ToString()));
    }

    [Fact]
    public void What_a_learner_declared_and_a_step_on_the_way_say_so()
    {
        Assert.True(LedMeaning.Of(LedSamples.ProofWith("Authentiek", "Eigen verklaring - Op eer")).IsSelfDeclared);
        Assert.False(LedMeaning.Of(LedSamples.ProofWith("Eindbewijs", "Tussenbewijs")).IsFinal);
    }
}
