namespace Credentials.EvidenceStore.Storage.Sql;

/// <content>Who works for a centre, and what they did.</content>
public sealed partial class SqlEvidenceStorage
{
    public Task<bool> AddStaffMemberAsync(StaffMemberDocument member, StaffActionDocument? action, CancellationToken cancel) =>
        WriteDurably(connection => StaffMemberRows.Add(connection, member, action), cancel);

    public Task<StaffMemberDocument?> FindStaffMemberAsync(Guid id, CancellationToken cancel) => Read(connection => StaffMemberRows.Find(connection, id), cancel);

    public Task<bool> ReplaceStaffMemberAsync(StaffMemberDocument member, StaffActionDocument? action, CancellationToken cancel) =>
        WriteDurably(connection => StaffMemberRows.Replace(connection, member, action), cancel);

    public Task<IReadOnlyList<StaffMemberDocument>> ListStaffMembersAsync(string centre, bool withRemoved, CancellationToken cancel) =>
        Read(connection => StaffMemberRows.List(connection, centre, withRemoved), cancel);

    public Task<IReadOnlyList<StaffMemberDocument>> FindStaffMembersByMarkAsync(ReadOnlyMemory<byte> mark, CancellationToken cancel) =>
        Read(connection => StaffMemberRows.FindByMark(connection, mark), cancel);

    public Task AddStaffActionAsync(StaffActionDocument action, CancellationToken cancel) => WriteDurably(
        connection =>
        {
            StaffActionRows.Add(connection, action);
            return true;
        },
        cancel);

    public Task<Page<StoredStaffAction>> ListStaffActionsAsync(StaffActionQuery query, CancellationToken cancel) =>
        Read(connection => StaffActionRows.List(connection, query), cancel);
}
