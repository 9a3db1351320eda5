using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Presentations;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.StatusLists;
using Credentials.Tests.Verifying;
using Credentials.Verifying;
using static Credentials.Tests.Verifying.HeldCredentials;

namespace Credentials.Tests.Presentations;

/// <summary>Whether an answer is what was asked for is found out here, whatever the wallet made of the query.</summary>
public class RequestCheckTests
{
    private const string Micro = "micro-credential";
    private const string Learning = "learning-credential";

    private static readonly AskedAchievement Badge = new(
        "demo/informatica", "https://centre.example/centres/demo", Scenario.Did, ["Informatica algemeen"], "https://centre.example/achievements/demo/informatica/");

    [Theory]
    [InlineData(Micro)]
    [InlineData(Learning)]
    public void The_achievement_is_known_by_its_issuer_and_title(string query)
    {
        var answer = Answers.Bind(Answers.Show(query));

        Assert.Equal(Reasons.AnswersRequest, Request(query, answer, new PresentationAsk(Asks.Achievement(), null, [])));
        Assert.Equal(Reasons.NotTheAchievement, Request(query, answer, new PresentationAsk(Asks.Achievement("bread", "Brood", "Bread"), null, [])));
        Assert.Equal(
            Reasons.NotTheAchievement,
            Request(query, answer, new PresentationAsk(Asks.Achievement() with { IssuerAddress = IssuerAddress + "2" }, null, [])));
    }

    [Theory]
    [InlineData("https://centre.example/achievements/demo/informatica/", true)]
    [InlineData("https://centre.example/achievements/demo/informat/", false)]
    [InlineData("https://centre.example/achievements/demo/", false)]
    [InlineData("https://other.example/achievements/demo/informatica/", false)]
    [InlineData("https://centre.example/achievements/demo/informatica/1", false)]
    public void A_badges_achievement_is_known_by_its_address_in_every_version(string prefix, bool isAsked)
    {
        var ask = new PresentationAsk(Badge with { UrlPrefix = prefix }, null, []);
        foreach (var (query, answer) in Badges())
            Assert.Equal(isAsked ? Reasons.AnswersRequest : Reasons.NotTheAchievement, Request(query, answer, ask));
        Assert.Equal(
            Reasons.NotTheAchievement, Request("vc-jwt", Answers.SignToken(), ask with { Achievement = Badge with { IssuerDid = Scenario.DidOf("did:web:other.example") } }));
    }

    [Fact]
    public void A_level_is_compared_in_whichever_framework_it_is_shown()
    {
        foreach (var (query, answer, level) in new[]
        {
            (Micro, Answers.Bind(Answers.Show(Micro, "level")), 4), (Micro, Answers.Bind(Answers.Show(Micro, "nationalQualificationsFrameworkLevel")), 4),
            (Learning, Answers.Bind(Answers.Show(Learning)), 4), ("vc-jwt", Answers.SignToken(), 3), ("data-integrity", Answers.SignProof(), 3),
        })
        {
            for (var minimum = PresentationAsk.LowestLevel; minimum <= PresentationAsk.HighestLevel; minimum++)
            {
                var report = Answers.Judge(query, answer, new PresentationAsk(null, minimum, []));
                var check = report.Check(CheckIds.Request);
                Assert.Equal((minimum <= level ? Reasons.AnswersRequest : Reasons.LevelTooLow).Reason, check.Reason);
                Assert.Equal(minimum > level, report.Verdict == Verdict.Invalid);
            }
        }
    }

    [Fact]
    public void What_is_hidden_is_not_decided()
    {
        var answer = Answers.Bind(Answers.Show(Micro, "familyName"));
        foreach (var (ask, reason) in new[]
        {
            (new PresentationAsk(Asks.Achievement(), null, []), Reasons.AchievementNotShown), (new PresentationAsk(null, 1, []), Reasons.LevelNotShown),
        })
        {
            Assert.Equal(reason, Request(Micro, answer, ask));
            Assert.Equal(Verdict.Undetermined, Answers.Judge(Micro, answer, ask).Verdict);
        }
    }

    [Fact]
    public void A_title_that_two_achievements_share_does_not_decide()
    {
        var answer = Answers.Bind(Answers.Show(Micro, "title"));
        var asked = Asks.Achievement();
        Assert.Equal(Reasons.AnswersRequest, Request(Micro, answer, new PresentationAsk(asked, null, [])));

        var check = Request(Micro, answer, new PresentationAsk(asked with { SharedTitles = asked.Titles }, null, []));

        Assert.Equal(Reasons.AchievementNotShown.Reason, check.Reason);
    }

    [Fact]
    public void What_was_asked_for_must_be_shown()
    {
        var report = Answers.Judge(Micro, Answers.Bind(Answers.Show(Micro, "title", "givenName", "level")), Asks.For([.. AskedClaim.Defaults]));

        Assert.Equal((Verdict.Invalid, Reasons.ClaimsMissing.Reason), (report.Verdict, report.Check(CheckIds.Request).Reason));
        Assert.Equal("learner, awardingBody, awardedOn", report.Check(CheckIds.Request).Detail);
    }

    [Fact]
    public void What_a_credential_need_not_have_may_be_absent()
    {
        // This one was passed, with no grade; and the learning credential says nothing about its assessment.
        var scenario = Answers.SignToken(payload => payload["verifiableCredential"] = new JsonArray(WithoutResult()));
        foreach (var (query, answer, ask, detail) in new[]
        {
            ("vc-jwt", scenario, Asks.For(AskedClaim.Title, AskedClaim.Result), "result"),
            (Learning, Answers.Bind(Answers.Show(Learning)), Asks.For(AskedClaim.Title, AskedClaim.Assessment, AskedClaim.Participation), "assessment, participation"),
            (Micro, Answers.Bind(Answers.Show(Micro, "title")), Asks.For(AskedClaim.Title, AskedClaim.Result), "result"),
        })
        {
            var report = Answers.Judge(query, answer, ask);
            Assert.Equal(
                (Verdict.Valid, Reasons.AnswersRequestInPart.Reason, detail),
                (report.Verdict, report.Check(CheckIds.Request).Reason, report.Check(CheckIds.Request).Detail));
        }
    }

    [Fact]
    public void Another_kind_of_credential_is_no_answer()
    {
        var draft = new SdJwtVcDraft
        {
            Type = "https://other.example/types/diploma",
            Issuer = IssuerAddress,
            IssuedAt = Now.AddDays(-1),
            HolderKey = Holder.PublicKey,
            Status = new TokenStatusReference(ListUrl, HeldCredentials.Index),
            Claims = new SelectiveObject().Add("title", "Welding").Add("level", "EQF-4"),
        };
        Assert.Equal(Reasons.NotTheKind, Request(Micro, Answers.Bind(draft.Sign(Key)), new PresentationAsk(Asks.Achievement(), 4, [AskedClaim.Title])));

        var credential = new Scenario(CredentialForm.VcJwt);
        credential.Credential["type"] = new JsonArray("VerifiableCredential", "Diploma");
        credential.Credential["credentialSubject"]!["id"] = PresentationTests.HolderDid.Value;
        var token = Answers.SignToken(payload => payload["verifiableCredential"] = new JsonArray(PresentationTests.Embed(credential.Sign(), CredentialForm.VcJwt)));
        Assert.Equal(Reasons.NotTheKind, Request("vc-jwt", token, Asks.For()));
    }

    [Fact]
    public void Nothing_is_compared_with_what_nobody_signed()
    {
        var credential = new Scenario(CredentialForm.VcJwt) { SignWith = Scenario.StrangersKey };
        credential.Credential["credentialSubject"]!["id"] = PresentationTests.HolderDid.Value;
        var token = Answers.SignToken(payload => payload["verifiableCredential"] = new JsonArray(PresentationTests.Embed(credential.Sign(), CredentialForm.VcJwt)));

        Assert.Equal(Reasons.RequestNotCompared, Request("vc-jwt", token, Asks.For(AskedClaim.Title)));
    }

    [Fact]
    public void Only_what_was_asked_for_is_shown_and_what_the_trust_list_says()
    {
        foreach (var (query, answer) in Badges().Append((Micro, Answers.Bind(Answers.Show()))))
        {
            var report = Answers.Judge(query, answer, Asks.For(AskedClaim.AwardedOn));
            var content = report.Credential ?? report.Contained[0].Credential!;
            Assert.Equal(new DateOnly(2026, 6, 30), content.AwardedOn);
            Assert.True(content is { Title: null, LearnerName: null, Id: null, Description: null, Result: null, Workload: null, Assessment: null, Participation: null });
            Assert.True(content is { QualityAssurance: null, AchievementUrl: null, LearningOutcomes.Count: 0, Levels.Count: 0, Issuer.ClaimedName: null });
            Assert.NotNull(content.Issuer!.Name);
            Assert.All(content.Claims, claim => Assert.Equal("issuanceDate", claim.Name));
            var json = System.Text.Encoding.UTF8.GetString(VerificationReportJson.Serialize(report));
            Assert.DoesNotContain("Peeters", json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_finding_does_not_tell_what_was_not_asked_for()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential["credentialSubject"]!["id"] = PresentationTests.HolderDid.Value;
        scenario.Credential["awardedDate"] = "2019-06-30T00:00:00+02:00";
        var token = Answers.SignToken(payload => payload["verifiableCredential"] = new JsonArray(PresentationTests.Embed(scenario.Sign(), CredentialForm.VcJwt)));

        var report = Answers.Judge("vc-jwt", token, Asks.For(AskedClaim.Title));

        Assert.Contains(Reasons.LevelNotEntitled, report.Contained[0].Checks);
        Assert.DoesNotContain("2019", System.Text.Encoding.UTF8.GetString(VerificationReportJson.Serialize(report)), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_can_be_asked_for_is_shown_where_it_is()
    {
        foreach (var (query, answer) in Badges().Append((Micro, Answers.Bind(Answers.Show()))).Append((Learning, Answers.Bind(Answers.Show(Learning)))))
        {
            var report = Answers.Judge(query, answer, Asks.For([.. AskedClaim.All]));
            var content = report.Credential ?? report.Contained[0].Credential!;
            Assert.Equal(Verdict.Valid, report.Verdict);
            Assert.True(content is { Title: not null, LearnerName: not null, Id: not null, Workload: not null, QualityAssurance: not null });
            Assert.True(content is { LearningOutcomes.Count: > 0, Levels.Count: > 0, Issuer.ClaimedName: not null });
        }
    }

    private static VerificationCheck Request(string query, string answer, PresentationAsk ask) => Answers.Judge(query, answer, ask).Check(CheckIds.Request);

    private static (string Query, string Answer)[] Badges() =>
        [("vc-jwt", Answers.SignToken()), ("vc-jwt", Answers.SignWrapped()), ("data-integrity", Answers.SignProof())];

    private static JsonObject WithoutResult()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential["credentialSubject"]!["id"] = PresentationTests.HolderDid.Value;
        scenario.Credential["credentialSubject"]!.AsObject().Remove("result");
        return PresentationTests.Embed(scenario.Sign(), CredentialForm.VcJwt);
    }
}
