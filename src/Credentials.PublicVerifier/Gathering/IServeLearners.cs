using System.Text.Json.Serialization;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>
/// What a learner does on the own page, besides wallets. The token of its link is the right to ask; where something is changed, a confirmation is needed too,
/// which a code was used for. Whoever keeps the store looks at both.
/// </summary>
public interface IServeLearners
{
    /// <param name="token">Of the claim link.</param>
    /// <param name="confirmation">What <see cref="LearnerAct.Confirm"/> gave; null where there is none.</param>
    /// <param name="act">What is to be done.</param>
    /// <param name="cancel">Gives up waiting.</param>
    ValueTask<LearnerAnswer> RunAsync(string token, string? confirmation, LearnerAct act, CancellationToken cancel);
}

/// <summary>Something that a learner does on the own page.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "act")]
[JsonDerivedType(typeof(SendCode), "send-code")]
[JsonDerivedType(typeof(Confirm), "confirm")]
[JsonDerivedType(typeof(Look), "look")]
[JsonDerivedType(typeof(EndConfirmation), "end-confirmation")]
[JsonDerivedType(typeof(MakeShare), "make-share")]
[JsonDerivedType(typeof(EndShare), "end-share")]
[JsonDerivedType(typeof(RenewLink), "renew-link")]
[JsonDerivedType(typeof(AskCorrection), "ask-correction")]
[JsonDerivedType(typeof(AskErasure), "ask-erasure")]
[JsonDerivedType(typeof(TakeBack), "take-back")]
public abstract record LearnerAct
{
    private LearnerAct()
    {
    }

    /// <summary>Has a code sent to the known e-mail address. Needs no confirmation.</summary>
    public sealed record SendCode : LearnerAct;

    /// <summary>Uses a code. Needs no confirmation.</summary>
    public sealed record Confirm(string Code) : LearnerAct;

    /// <summary>Asks no more than whether the confirmation is good.</summary>
    public sealed record Look : LearnerAct;

    /// <summary>Ends the confirmation, and those in other browsers.</summary>
    public sealed record EndConfirmation : LearnerAct;

    /// <param name="Documents">Digests of those that go with it; none with a summary.</param>
    public sealed record MakeShare(string? Purpose, DateTimeOffset? Expires, bool IsSummary, IReadOnlyList<string> Documents) : LearnerAct;

    /// <summary>Ends a further link.</summary>
    public sealed record EndShare(Guid Share) : LearnerAct;

    /// <summary>Puts a new link in the place of the one that every credential has.</summary>
    public sealed record RenewLink : LearnerAct;

    /// <param name="About">What is wrong: name, birth-date, content or other.</param>
    public sealed record AskCorrection(string About, string Text) : LearnerAct;

    /// <param name="Revokes">Whether the credentials are to be revoked.</param>
    public sealed record AskErasure(bool Revokes) : LearnerAct;

    /// <summary>Takes a request back.</summary>
    public sealed record TakeBack(Guid Request) : LearnerAct;
}

public enum LearnerOutcome
{
    Done,

    /// <summary>The link is not open, or there is no such share, document or request.</summary>
    NotThere,

    /// <summary>There is no confirmation, or it is no longer good.</summary>
    NotConfirmed,

    /// <summary>The code is wrong.</summary>
    WrongCode,

    /// <summary>No code could be right: there is none, it has expired, or was guessed at too often.</summary>
    NewCodeNeeded,

    /// <summary>So much was asked for lately, or waits still, that no more is taken.</summary>
    TooMany,

    /// <summary>No code can be sent: there is no e-mail address, or no mail is sent here.</summary>
    NoAddress,

    /// <summary>It cannot be done in this installation, which shows pages without having the store.</summary>
    NotHere,
}

/// <param name="Confirmation">What the browser keeps, for <see cref="LearnerAct.Confirm"/>.</param>
/// <param name="Until">Until when the confirmation is good.</param>
public sealed record LearnerAnswer(LearnerOutcome Outcome, string? Confirmation = null, DateTimeOffset? Until = null);
