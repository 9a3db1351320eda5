using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Recording;

/// <summary>Changes issued awards: their status, and further signed forms of the same credential.</summary>
public sealed class ChangeAwards
{
    /// <summary>
    /// Durable. Revoked is final (<see cref="ProblemCode.StatusIsFinal"/>); suspending or reinstating what is not suspendable is
    /// <see cref="ProblemCode.NotSuspendable"/>; asking for the status it has changes nothing.
    /// </summary>
    public Task<Result<AwardView>> SetStatusAsync(
        string centre, Guid id, AwardStatus status, string? reason, string actor, bool suspendable, CancellationToken cancel = default) =>
        throw new NotImplementedException();

    /// <summary>Durable. Keeps a further signed form; where one of that form is there already, answers that one.</summary>
    public Task<Result<SignedCredential>> AddFormAsync(Guid id, SignedCredential form, CancellationToken cancel = default) =>
        throw new NotImplementedException();
}
