using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.MongoDb;

public sealed partial class MongoEvidenceStorage
{
    public Task<bool> ReplaceLearnerAsync(LearnerDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<Page<LearnerDocument>> ListLearnersByTokensAsync( IReadOnlyList<long> tokens, string? cursor, int limit, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<LearnerDocument>> ListAliasesAsync(Guid learner, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> AddLearnerMatchAsync(Guid learner, ReadOnlyMemory<byte> matchKey, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<Page<DoubleDocument>> ListOpenDoublesAsync(string? centre, string? cursor, int limit, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<DoubleDocument?> FindDoubleAsync(Guid id, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> DecideDoubleAsync( Guid id, DoubleDecision from, DoubleDecision decision, DateTimeOffset at, string by, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task AddLookupAsync(LookupDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<Page<LookupDocument>> ListLookupsAsync(IReadOnlyList<Guid>? learners, string? cursor, int limit, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<LearnerDocument>> ListErasingLearnersAsync(CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> EraseLearnerAsync(LearnerDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> ForgetAsync(CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<Page<MasterSealed>> ListSealedUnderOthersAsync( MasterSealedKind kind, string keyId, string? cursor, int limit, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<int> ResealAsync(string keyId, IReadOnlyList<Resealed> items, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> AddStaffMemberAsync(StaffMemberDocument member, StaffActionDocument? action, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<StaffMemberDocument?> FindStaffMemberAsync(Guid id, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> ReplaceStaffMemberAsync(StaffMemberDocument member, StaffActionDocument? action, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<StaffMemberDocument>> ListStaffMembersAsync(string centre, bool withRemoved, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<StaffMemberDocument>> FindStaffMembersByMarkAsync(ReadOnlyMemory<byte> mark, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task AddStaffActionAsync(StaffActionDocument action, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<Page<StoredStaffAction>> ListStaffActionsAsync(StaffActionQuery query, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task AddApiKeyAsync(ApiKeyDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<ApiKeyDocument?> FindApiKeyAsync(string id, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<ApiKeyDocument>> ListApiKeysAsync(CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> RevokeApiKeyAsync(string id, DateTimeOffset at, CancellationToken cancel = default) => throw new NotSupportedException();
}
