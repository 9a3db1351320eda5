using Credentials.Verifying;

namespace Credentials.PublicVerifier.Several;

/// <summary>One of several things that were handed in, and what came of it.</summary>
/// <param name="Source">The file's name, or the beginning of what was pasted.</param>
/// <param name="Report">Null where it could not be checked at all.</param>
/// <param name="Fault">Why not: <c>not-a-credential</c>, <c>too-large</c>, <c>foreign-link</c>, <c>link-ended</c>, <c>link-unknown</c>, or a reason of BakingReasons.</param>
/// <param name="Path">The share page, where it was a link of ours.</param>
public sealed record CheckedItem(string Source, VerificationReport? Report, string? Fault, string? Path)
{
    /// <summary>What it is about; of a presentation the credentials in it.</summary>
    public IEnumerable<ReportedCredential> Credentials =>
        Report is null ? [] : Report.Contained.Prepend(Report).Select(report => report.Credential).OfType<ReportedCredential>();
}
