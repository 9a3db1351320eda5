namespace Credentials.Verifying;

/// <summary>The content of a credential whose signature is right. The issuer's name comes from the trust list, never from the credential.</summary>
public sealed record ReportedCredential
{
    public string? Id { get; init; }

    /// <summary>The Verifiable Credentials Data Model that it follows: <c>2.0</c> or <c>1.1</c>; null for an SD-JWT VC.</summary>
    public string? DataModel { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Language { get; init; }

    public string? LearnerName { get; init; }

    public DateOnly? AwardedOn { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public string? Result { get; init; }

    public ReportedIssuer? Issuer { get; init; }

    public IReadOnlyList<ReportedLevel> Levels { get; init; } = [];

    public IReadOnlyList<string> LearningOutcomes { get; init; } = [];

    /// <summary>Skills of the European classification ESCO that the credential names.</summary>
    public IReadOnlyList<ReportedSkill> Skills { get; init; } = [];

    public string? Workload { get; init; }

    public string? Assessment { get; init; }

    public string? Participation { get; init; }

    public string? QualityAssurance { get; init; }

    public string? AchievementUrl { get; init; }

    /// <summary>Of an endorsement: the <c>id</c> of what it endorses.</summary>
    public string? Endorses { get; init; }

    /// <summary>Of an endorsement: what its issuer says about it.</summary>
    public string? EndorsementComment { get; init; }

    /// <summary>Of an SD-JWT VC: what kind of credential it is, <c>vct</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Of an SD-JWT VC: every claim of its own that its holder shows, those included that the members above tell.</summary>
    public IReadOnlyList<ReportedClaim> Claims { get; init; } = [];
}

/// <param name="Did">The issuer's identifier, as the credential says and the signature proves; of an issuer that is named by an address the one that the
/// trust list has for it, null where there is none.</param>
/// <param name="Name">From the trust list; null for an issuer it does not know.</param>
/// <param name="Kbo">From the trust list.</param>
/// <param name="Region">From the trust list.</param>
/// <param name="Register">Which list.</param>
/// <param name="ClaimedName">What the credential itself claims, to be shown as a claim only.</param>
public sealed record ReportedIssuer(string? Did, string? Name, string? Kbo, string? Region, string? Register, string? ClaimedName)
{
    /// <summary>The address by which an SD-JWT VC names its issuer; null for one that is named by a DID.</summary>
    public string? Address { get; init; }
}

/// <param name="Uri">Of the skill in ESCO.</param>
/// <param name="Name">As the credential gives it.</param>
public sealed record ReportedSkill(string Uri, string Name);

/// <param name="Framework">Short id: vks, eqf; the name as given for other frameworks.</param>
/// <param name="Level">The level's number, null if it is not one we know.</param>
/// <param name="Uri">Concept URI.</param>
/// <param name="Name">The level's name as shown.</param>
public sealed record ReportedLevel(string Framework, int? Level, string Uri, string Name);
