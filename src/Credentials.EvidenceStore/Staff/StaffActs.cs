namespace Credentials.EvidenceStore.Staff;

/// <summary>What staff do, as the centre's journal names it. A further one is a word here and a text <c>act.WORD</c> on the page of the journal.</summary>
public static class StaffActs
{
    public const string SignedIn = "signed-in";
    public const string SignedOut = "signed-out";
    public const string LinkMade = "link-made";
    public const string MemberAdded = "member-added";
    public const string MemberBound = "member-bound";
    public const string RoleChanged = "role-changed";
    public const string MemberRemoved = "member-removed";
    public const string CredentialAwarded = "credential-awarded";
    public const string CredentialCorrected = "credential-corrected";
    public const string CredentialSuspended = "credential-suspended";
    public const string CredentialReinstated = "credential-reinstated";
    public const string CredentialRevoked = "credential-revoked";
    public const string CodeGiven = "code-given";
    public const string RequestDone = "request-done";
    public const string RequestRefused = "request-refused";
    public const string RequestPassed = "request-passed";
    public const string LearnerForgotten = "learner-forgotten";
    public const string LearnersJoined = "learners-joined";
    public const string LearnersToldApart = "learners-told-apart";
    public const string AchievementDefined = "achievement-defined";
    public const string AchievementChanged = "achievement-changed";
    public const string AchievementArchived = "achievement-archived";
    public const string AchievementUnarchived = "achievement-unarchived";

    public const string ListUploaded = "list-uploaded";
    public const string ListCorrected = "list-corrected";
    public const string ListDiscarded = "list-discarded";
    public const string ListAwarded = "list-awarded";
    public const string ListPaused = "list-paused";
    public const string ListResumed = "list-resumed";
    public const string LogoSet = "logo-set";
    public const string LogoRemoved = "logo-removed";
    public const string PictureSet = "picture-set";
    public const string PictureRemoved = "picture-removed";

    public static IReadOnlyList<string> All { get; } =
    [
        SignedIn, SignedOut, LinkMade, MemberAdded, MemberBound, RoleChanged, MemberRemoved, CredentialAwarded, CredentialCorrected, CredentialSuspended, CredentialReinstated,
        CredentialRevoked, CodeGiven, RequestDone, RequestRefused, RequestPassed, LearnerForgotten,
        LearnersJoined, LearnersToldApart,
        AchievementDefined, AchievementChanged, AchievementArchived, AchievementUnarchived,
        ListUploaded, ListCorrected, ListDiscarded, ListAwarded, ListPaused, ListResumed,
        LogoSet, LogoRemoved, PictureSet, PictureRemoved,
    ];

    /// <summary>The <see cref="Storage.StaffActionDocument.Subject"/> of what was done to a credential.</summary>
    public static string Credential(Guid id) => $"credential/{id}";

    /// <inheritdoc cref="Credential"/>
    public static string Request(Guid id) => $"request/{id}";

    /// <inheritdoc cref="Credential"/>
    public static string Double(Guid id) => $"double/{id}";

    /// <inheritdoc cref="Credential"/>
    public static string List(Guid id) => $"list/{id}";

    /// <inheritdoc cref="Credential"/>
    public static string Member(Guid id) => $"member/{id}";

    /// <inheritdoc cref="Credential"/>
    public static string Achievement(string id) => $"achievement/{id}";
}
