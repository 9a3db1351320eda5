namespace Credentials.Inputs;

/// <summary>The reason codes of <see cref="InputError"/>: stable, so that pages and scripts can translate and count them.</summary>
public static class InputReasons
{
    /// <summary>A mandatory value is absent or blank.</summary>
    public const string Missing = "missing";

    /// <summary>The JSON value has another type than it must have.</summary>
    public const string WrongType = "wrong-type";

    /// <summary>A member that the form does not have.</summary>
    public const string UnknownMember = "unknown-member";

    public const string DuplicateMember = "duplicate-member";

    /// <summary>The same thing is listed twice.</summary>
    public const string Duplicate = "duplicate";

    public const string TooLong = "too-long";

    public const string TooMany = "too-many";

    /// <summary>Control characters, bidirectional overrides or broken Unicode.</summary>
    public const string BadCharacters = "bad-characters";

    /// <summary>Not one of the values that are allowed here.</summary>
    public const string NotAllowedValue = "not-allowed-value";

    public const string OutOfRange = "out-of-range";

    /// <summary>Not written in the form that is required, e.g. an id or a URI.</summary>
    public const string BadFormat = "bad-format";

    /// <summary>A text lacks a language that the title has.</summary>
    public const string MissingLanguage = "missing-language";

    /// <summary>A text has a language that the title lacks.</summary>
    public const string ExtraLanguage = "extra-language";

    public const string UnknownLevel = "unknown-level";

    /// <summary>Two levels that are stated do not correspond to each other.</summary>
    public const string LevelsDisagree = "levels-disagree";

    public const string UnknownField = "unknown-field";

    public const string UntilBeforeFrom = "until-before-from";

    public const string NotADate = "not-a-date";

    public const string DateInTheFuture = "date-in-the-future";

    public const string BeforeBirth = "before-birth";

    /// <summary>Not given by the caller's own institution.</summary>
    public const string ForeignInstitution = "foreign-institution";

    /// <summary>What this is to replace, or is replaced by, is no proof of the same learner that can be.</summary>
    public const string CannotReplace = "cannot-replace";

    public const string BadNationalNumber = "bad-national-number";

    /// <summary>The birth date is not the one in the national number.</summary>
    public const string BirthDateDiffers = "birth-date-differs";

    public const string BadEmail = "bad-email";

    public const string BadDid = "bad-did";

    public const string BadUrl = "bad-url";

    public const string BadDigest = "bad-digest";

    /// <summary>The centre has no such achievement.</summary>
    public const string UnknownAchievement = "unknown-achievement";

    /// <summary>The centre archived the achievement.</summary>
    public const string NothingDifferent = "nothing-different";
    public const string Archived = "archived";

    /// <summary>The centre may not award this level on this day.</summary>
    public const string LevelNotAllowed = "level-not-allowed";

    /// <summary>The result is none of the assessment's scale.</summary>
    public const string NotOnScale = "not-on-scale";

    /// <summary>The result is on the scale, and is a failure.</summary>
    public const string NotAPass = "not-a-pass";

    public const string LanguageNotOffered = "language-not-offered";

    /// <summary>The achievement cannot be reached by recognition of earlier learning.</summary>
    public const string NoPriorLearning = "no-prior-learning";

    /// <summary>The recognition of the pathway does not cover the day.</summary>
    public const string RecognitionNotInForce = "recognition-not-in-force";

    /// <summary>The last quality audit was more than six years before the day.</summary>
    public const string AuditTooOld = "audit-too-old";

    /// <summary>The quality audit was after the day, so that it cannot underpin the award.</summary>
    public const string AuditAfterAward = "audit-after-award";

    /// <summary>Several learners of one file cannot be told apart.</summary>
    public const string BirthDateNeeded = "birth-date-needed";

    /// <summary>The learner was erased while the call went on.</summary>
    public const string LearnerErased = "learner-erased";

    /// <summary>The same award was made before with another value.</summary>
    public const string AwardConflict = "award-conflict";

    /// <summary>The supplier gave this reference to another person's proof.</summary>
    public const string ReferenceOfAnother = "reference-of-another";

    /// <summary>The supplier gave this reference to a proof with other content.</summary>
    public const string ReferenceTaken = "reference-taken";

    /// <summary>The bytes have another digest than they were sent under.</summary>
    public const string DigestDiffers = "digest-differs";

    /// <summary>The award names no evidence of this digest.</summary>
    public const string NotDeclared = "not-declared";

    /// <summary>The record holds no such document.</summary>
    public const string UnknownDocument = "unknown-document";

    /// <summary>A query parameter that the list does not have.</summary>
    public const string UnknownParameter = "unknown-parameter";

    /// <summary>A cursor that the list never gave.</summary>
    public const string UnknownCursor = "unknown-cursor";

    /// <summary>The value does not satisfy a JSON Schema.</summary>
    public const string SchemaViolation = "schema-violation";
}
