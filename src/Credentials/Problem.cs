namespace Credentials;

/// <summary>
/// Why something expected did not work: a code from a closed list and a detail that is safe to show.
/// Never holds a secret, a token, a name or a national number.
/// </summary>
public sealed record Problem(ProblemCode Code, string Detail)
{
    /// <summary>One entry per faulty place of the input; empty where the problem is not about input.</summary>
    public IReadOnlyList<InputError> Errors { get; init; } = [];

    /// <summary>The caller's own award that is in the way; null where none is, or where it was never acknowledged.</summary>
    public Guid? Existing { get; init; }

    public override string ToString() => $"{Code}: {Detail}";
}

/// <summary>One faulty place of an input.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the input, or the column name of a class list.</param>
/// <param name="Reason">Stable kebab-case reason code, e.g. <c>missing</c>, <c>not-a-date</c>.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record InputError(string Pointer, string Reason, string Detail);

/// <summary>The closed list of expected failures. <c>Credentials.Web/ProblemMapping.cs</c> gives each its HTTP status and type URI.</summary>
public enum ProblemCode
{
    MalformedJson,
    InvalidInput,
    NotACredential,
    InvalidKey,
    NotFound,
    NotAuthenticated,
    NotAllowed,
    AwardConflict,
    RecordConflict,
    VersionConflict,
    StatusIsFinal,
    NotSuspendable,
    WrongState,
    NotAcceptable,
    UnsupportedMediaType,
    DocumentErased,
    TooLarge,
    TooManyRequests,
    NoActiveKey,
    SelfCheckFailed,
    NotImplemented,
    Unavailable,
}
