namespace Credentials.PublicVerifier.Gathering;

/// <summary>What the own page shows besides the credential.</summary>
/// <param name="MailTo">The masked address that a code can be sent to; null where none can be sent.</param>
/// <param name="Shares">The link that every credential has, then the further ones, newest first.</param>
/// <param name="Requests">What was asked for, newest first.</param>
/// <param name="OffersSummary">Whether a link can show a summary: where the store answers for itself, it would have to give the whole credential.</param>
public sealed record OwnPage(string? MailTo, IReadOnlyList<OwnShare> Shares, IReadOnlyList<OwnRequest> Requests, bool OffersSummary);

/// <summary>A link to the credential.</summary>
/// <param name="Id">Null for the one that every credential has.</param>
/// <param name="Token">Null where it leads nowhere any more.</param>
/// <param name="State">Open, withdrawn or expired.</param>
/// <param name="Documents">Names of those that go with it.</param>
/// <param name="Opened">How often.</param>
/// <param name="LastOpened">The last times, newest first, each as its minute.</param>
public sealed record OwnShare(
    Guid? Id, string? Token, string? Purpose, DateTimeOffset? MadeAt, DateTimeOffset? Expires, ShareState State, bool IsSummary,
    IReadOnlyList<string> Documents, long Opened, IReadOnlyList<DateTimeOffset> LastOpened);

/// <summary>Something that the learner asked the centre for.</summary>
/// <param name="Kind"><c>correction</c> or <c>erasure</c>.</param>
/// <param name="State"><c>open</c>, <c>passed</c>, <c>done</c>, <c>refused</c> or <c>withdrawn</c>.</param>
/// <param name="Answer">What the centre wrote; null where it wrote nothing.</param>
public sealed record OwnRequest(Guid Id, string Kind, string State, DateTimeOffset MadeAt, DateTimeOffset? ClosedAt, string? Answer)
{
    /// <summary>Whether it waits for an answer, and can be taken back.</summary>
    public bool IsWaiting => State is "open" or "passed";
}
