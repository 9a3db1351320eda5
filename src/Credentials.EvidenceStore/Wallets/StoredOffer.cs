using System.Text.Json.Serialization;

namespace Credentials.EvidenceStore.Wallets;

/// <summary>A credential offer and what came of it: one document, so that each step is one compare-and-set. Holds no secret and nothing personal.</summary>
public sealed record StoredOffer
{
    public required Guid Id { get; init; }

    public required Guid AwardId { get; init; }

    public required string Centre { get; init; }

    /// <summary>The credential configurations that it is for.</summary>
    public required IReadOnlyList<string> Configurations { get; init; }

    /// <summary>Until when the pre-authorized code can be used.</summary>
    public required DateTimeOffset CodeExpires { get; init; }

    /// <summary>HMAC of the transaction code under a key of the offer's own; null where none is asked for.</summary>
    public byte[]? TransactionCodeHash { get; init; }

    /// <summary>How often a wrong transaction code was given, by anyone.</summary>
    public int WrongCodes { get; init; }

    /// <summary>When the last wrong one was given.</summary>
    public DateTimeOffset? WrongCodeAt { get; init; }

    /// <summary>How often a transaction code was mailed for it, or is about to be.</summary>
    public int CodesMailed { get; init; }

    /// <summary>When the last one was asked for.</summary>
    public DateTimeOffset? CodeMailedAt { get; init; }

    /// <summary>When the code was used, which it can be once.</summary>
    public DateTimeOffset? RedeemedAt { get; init; }

    /// <summary>Until when the access token that it was used for is good.</summary>
    public DateTimeOffset? TokenExpires { get; init; }

    /// <summary>The thumbprint of the key that the access token is bound to by DPoP; null for a bearer token.</summary>
    public string? BoundTo { get; init; }

    /// <summary>The <c>client_id</c> that the wallet named itself by when it used the code; null for anonymous access.</summary>
    public string? ClientId { get; init; }

    /// <summary>Credentials that were asked for, signed or about to be.</summary>
    public int Taken { get; init; }

    /// <summary>What was issued under it, each answer with its <c>notification_id</c>.</summary>
    public IReadOnlyList<IssuedAnswer> Issued { get; init; } = [];

    /// <summary>Of the stored document.</summary>
    [JsonIgnore]
    public long Version { get; init; }
}

/// <summary>One answer of the credential endpoint.</summary>
/// <param name="NotificationId">By which the wallet tells what became of it.</param>
/// <param name="Copies">The tokens in it.</param>
/// <param name="Event">What the wallet told last; null while it told nothing.</param>
public sealed record IssuedAnswer(Guid NotificationId, IReadOnlyList<Guid> Copies, string? Event);

/// <summary>A new offer with its secrets, which are stored nowhere.</summary>
/// <param name="TransactionCode">Digits to be given to the learner by another way than the offer; null where none is asked for.</param>
public sealed record CreatedOffer(StoredOffer Offer, string? TransactionCode);
