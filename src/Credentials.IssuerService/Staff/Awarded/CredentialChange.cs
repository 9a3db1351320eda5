using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;

namespace Credentials.IssuerService.Staff.Awarded;

/// <summary>What staff can do to the status of a credential.</summary>
/// <param name="Word">In addresses and text keys.</param>
/// <param name="Becomes">The status after it.</param>
/// <param name="Act">As the centre's journal names it.</param>
/// <param name="NeedsReason">Whether it cannot be done without saying why.</param>
/// <param name="IsFinal">Whether nothing undoes it: then it must be confirmed.</param>
public sealed record CredentialChange(string Word, AwardStatus Becomes, string Act, bool NeedsReason, bool IsFinal)
{
    private static readonly CredentialChange[] All =
    [
        new("suspend", AwardStatus.Suspended, StaffActs.CredentialSuspended, NeedsReason: true, IsFinal: false),
        new("reinstate", AwardStatus.Active, StaffActs.CredentialReinstated, NeedsReason: false, IsFinal: false),
        new("revoke", AwardStatus.Revoked, StaffActs.CredentialRevoked, NeedsReason: true, IsFinal: true),
    ];

    public static CredentialChange? Find(string word) => All.FirstOrDefault(change => change.Word == word);

    /// <summary>What can be done now.</summary>
    public static IEnumerable<CredentialChange> Of(AwardStatus status, bool suspendable) => All.Where(change => change.IsPossible(status, suspendable));

    public bool IsPossible(AwardStatus status, bool suspendable) => status != AwardStatus.Revoked && status != Becomes && (IsFinal || suspendable);
}
