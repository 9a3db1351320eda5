namespace Credentials.EvidenceStore.Storage;

/// <content>Who works for a centre, and what they did. Who a member is lies under the master key.</content>
public partial interface IEvidenceStorage
{
    /// <summary>Durable. Adds a member, with the action that tells of it, in one commit. False, changing nothing, when the id is taken.</summary>
    Task<bool> AddStaffMemberAsync(StaffMemberDocument member, StaffActionDocument? action, CancellationToken cancel = default);

    Task<StaffMemberDocument?> FindStaffMemberAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Durable. Changes a member, with the action that tells of it, in one commit. False, changing nothing, when the stored version is not one less.</summary>
    Task<bool> ReplaceStaffMemberAsync(StaffMemberDocument member, StaffActionDocument? action, CancellationToken cancel = default);

    /// <summary>The members of a centre in the order in which they came; those who were removed only where they are asked for.</summary>
    Task<IReadOnlyList<StaffMemberDocument>> ListStaffMembersAsync(string centre, bool withRemoved, CancellationToken cancel = default);

    /// <summary>Whoever has that mark, in every centre, oldest first; none where it is empty.</summary>
    Task<IReadOnlyList<StaffMemberDocument>> FindStaffMembersByMarkAsync(ReadOnlyMemory<byte> mark, CancellationToken cancel = default);

    /// <summary>Durable. Appends to a centre's journal, which nothing changes or removes from.</summary>
    Task AddStaffActionAsync(StaffActionDocument action, CancellationToken cancel = default);

    Task<Page<StoredStaffAction>> ListStaffActionsAsync(StaffActionQuery query, CancellationToken cancel = default);
}
