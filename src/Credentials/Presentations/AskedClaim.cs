using System.Diagnostics.CodeAnalysis;
using Credentials.Keys;
using Credentials.Verifying;

namespace Credentials.Presentations;

/// <summary>
/// Something that can be asked of a credential, whatever its form: a closed list, so that nobody asks for what no report could show. This is the one
/// place that says by which claims each form shows it.
/// </summary>
public sealed class AskedClaim
{
    private readonly ClaimNeed _microCredential;
    private readonly ClaimNeed _learningCredential;
    private readonly ClaimNeed _openBadge;
    private readonly Func<ReportedCredential, bool> _isShown;

    private AskedClaim(
        string id, ClaimNeed microCredential, ClaimNeed learningCredential, ClaimNeed openBadge, Func<ReportedCredential, bool> isShown) =>
        (Id, _microCredential, _learningCredential, _openBadge, _isShown) = (id, microCredential, learningCredential, openBadge, isShown);

    private AskedClaim(
        string id, ClaimNeed microCredential, ClaimNeed learningCredential, ClaimNeed openBadge, Func<ReportedCredential, string?> shown)
        : this(id, microCredential, learningCredential, openBadge, content => !string.IsNullOrWhiteSpace(shown(content)))
    {
    }

    public static AskedClaim Title { get; } = new(
        "title", ClaimNeed.Members("title"), ClaimNeed.Members("achievement_title"), OfAchievement("name"),
        content => content.Title);

    /// <summary>Of whichever framework the holder's credential names one.</summary>
    public static AskedClaim Level { get; } = new(
        "level",
        ClaimNeed.Members(CredentialQuery.EqfLevel).Or(ClaimNeed.Members(CredentialQuery.NationalLevel)),
        ClaimNeed.Members(CredentialQuery.LearningLevel),
        OfAchievement("alignment", "*", "targetUrl"),
        content => content.Levels.Count > 0);

    public static AskedClaim Learner { get; } = new(
        "learner",
        ClaimNeed.Members("givenName", "familyName"),
        ClaimNeed.Members("given_name", "family_name").Or(ClaimNeed.Members("family_name")),
        ClaimNeed.At("credentialSubject", "identifier", "*", "identityHash"),
        content => Did.TryParse(content.LearnerName, out _) ? null : content.LearnerName);

    public static AskedClaim AwardingBody { get; } = new(
        "awardingBody", ClaimNeed.Members("awardingBody"), ClaimNeed.Members("issuing_authority"), ClaimNeed.At("issuer", "name"),
        content => content.Issuer?.ClaimedName);

    public static AskedClaim AwardedOn { get; } = new(
        "awardedOn", ClaimNeed.Members("issuanceDate"), ClaimNeed.Members("date_of_issuance"), ClaimNeed.At("awardedDate"),
        content => content.AwardedOn is not null);

    public static AskedClaim LearningOutcomes { get; } = new(
        "learningOutcomes", ClaimNeed.Members("learningOutcomes"), ClaimNeed.Members("learning_outcomes").OrNothing(), OfAchievement("learningOutcome"),
        content => content.LearningOutcomes.Count > 0);

    public static AskedClaim Workload { get; } = new(
        "workload",
        ClaimNeed.Members("notionalWorkload"),
        ClaimNeed.Members("expected_study_time"),
        OfAchievement("creditsAvailable").Or(OfAchievement("volumeOfLearning")),
        content => content.Workload);

    public static AskedClaim Assessment { get; } = new(
        "assessment", ClaimNeed.Members("typeOfAssessment"), ClaimNeed.None, OfAchievement("provenBy"),
        content => content.Assessment);

    public static AskedClaim Participation { get; } = new(
        "participation", ClaimNeed.Members("formOfParticipation"), ClaimNeed.None, OfAchievement("mode"),
        content => content.Participation);

    public static AskedClaim QualityAssurance { get; } = new(
        "qualityAssurance", ClaimNeed.Members("qualityAssurance"), ClaimNeed.Members("types_of_quality_assurance"), OfAchievement("accreditation"),
        content => content.QualityAssurance);

    /// <summary>A grade means nothing without its scale. Who merely passed has none.</summary>
    public static AskedClaim Result { get; } = new(
        "result",
        ClaimNeed.Members("grade", "gradingScheme").OrNothing(),
        ClaimNeed.Members("assessment_grade").OrNothing(),
        ClaimNeed.At("credentialSubject", "result").OrNothing(),
        content => content.Result);

    /// <summary>The number of the award.</summary>
    public static AskedClaim Number { get; } = new(
        "id", ClaimNeed.Members("identifier"), ClaimNeed.Members("learner_identification"), ClaimNeed.At("id"),
        content => content.Id);

    public static IReadOnlyList<AskedClaim> All { get; } =
        [Title, Level, Learner, AwardingBody, AwardedOn, LearningOutcomes, Workload, Assessment, Participation, QualityAssurance, Result, Number];

    /// <summary>What is asked where nothing else is said.</summary>
    public static IReadOnlyList<AskedClaim> Defaults { get; } = [Title, Level, Learner, AwardingBody, AwardedOn];

    /// <summary>Its name in requests and texts.</summary>
    public string Id { get; }

    public static bool TryFind(string? id, [NotNullWhen(true)] out AskedClaim? claim)
    {
        claim = All.FirstOrDefault(candidate => candidate.Id == id);
        return claim is not null;
    }

    public override string ToString() => Id;

    /// <summary>Whether the report says it: not whether there is a claim, which may be empty, or of a shape that nobody can read.</summary>
    internal bool IsShownBy(ReportedCredential content) => _isShown(content);

    internal ClaimNeed In(CredentialQuery query) => query switch
    {
        _ when query == CredentialQuery.MicroCredential => _microCredential,
        _ when query == CredentialQuery.LearningCredential => _learningCredential,
        _ => _openBadge,
    };

    private static ClaimNeed OfAchievement(params IReadOnlyList<string> steps) => ClaimNeed.At(["credentialSubject", "achievement", .. steps]);
}
