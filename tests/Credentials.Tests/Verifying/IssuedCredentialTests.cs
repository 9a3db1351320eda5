using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Tests.Issuing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

/// <summary>What this project issues, this project finds valid: every demonstration achievement, both forms, both kinds of key.</summary>
public class IssuedCredentialTests
{
    public static TheoryData<string, CredentialForm, KeyAlgorithm> Demonstrations()
    {
        var cases = new TheoryData<string, CredentialForm, KeyAlgorithm>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src", "Credentials.App", "Demo", "Achievements"), "*.json").Order())
            foreach (var form in Enum.GetValues<CredentialForm>())
                foreach (var algorithm in new[] { KeyAlgorithm.Ed25519, KeyAlgorithm.P256 })
                    cases.Add(Path.GetFileName(file), form, algorithm);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Demonstrations))]
    public void Each_demonstration_achievement_gives_a_valid_credential(string file, CredentialForm form, KeyAlgorithm algorithm)
    {
        var award = Awards.Check(Demonstration(file));
        var key = Awards.Key(algorithm);
        var draft = Awards.Draft(award).Check().Value;
        var signed = form == CredentialForm.VcJwt ? draft.SignAsJwt(key, Awards.Now) : draft.SignAsDataIntegrity(key, Awards.Now).Value;

        var report = Verify(signed, key);

        Assert.All(report.Checks, check => Assert.Equal(CheckOutcome.Passed, check.Outcome));
        var credential = report.Credential!;
        Assert.Equal(award.Achievement.Achievement.Title.In(award.Language), credential.Title);
        Assert.Equal("Zoë \"Zo\" D'Hondt\\Peeters", credential.LearnerName);
        Assert.Equal(award.Achievement.Achievement.LearningOutcomes.Select(outcome => outcome.Title.In(award.Language)), credential.LearningOutcomes);
        Assert.Contains(credential.Levels, level => level.Framework == "eqf");
        Assert.All(
            [credential.Workload, credential.Assessment, credential.Participation, credential.QualityAssurance, credential.Description, credential.Id],
            text => Assert.False(string.IsNullOrEmpty(text)));
    }

    [Fact]
    public void An_award_with_everything_is_valid_too()
    {
        var key = Awards.Key();
        var award = Awards.Check(Demonstration("01-informatica-algemeen.json"), request => request with
        {
            Evidence = Awards.Everything(request).Evidence,
            Hours = 7.5m,
        });

        var report = Verify(Awards.Draft(award).Check().Value.SignAsJwt(key, Awards.Now), key);

        Assert.Equal(Verdict.Valid, report.Verdict);
    }

    private static VerificationReport Verify(SignedCredential signed, SigningKey key)
    {
        var presented = PresentedCredential.Parse(signed.Utf8).Value;
        var trusted = new TrustedIssuer(Awards.Issuer, Awards.Centre, [new KeyPeriod(key.VerificationMethod, key.PrivateKey.PublicKey, Awards.Now.AddYears(-1))]);
        return CredentialVerifier.Verify(presented, new VerificationFacts
        {
            Now = Awards.Now.AddDays(1),
            IssuerDocument = new Gathered<DidDocument>.Unreachable("not needed"),
            TrustedIssuer = new Gathered<TrustedIssuer>.Found(trusted),
            StatusLists = presented.StatusListUrls.ToDictionary(url => url, url => (Gathered<PublishedStatusList>)new Gathered<PublishedStatusList>.Found(
                PublishedStatusList.Own(Awards.Issuer, url.Split('/')[^1], new byte[BitstringStatusList.MinBytes]))),
        });
    }

    private static JsonNode Demonstration(string file) => JsonNode.Parse(
        RepositoryFiles.Read("src", "Credentials.App", "Demo", "Achievements", file))!;
}
