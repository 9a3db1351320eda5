using Credentials.EvidenceStore.Recording;

namespace Credentials.EvidenceStore.Storage;

/// <summary>
/// The storage contract. Every operation is atomic on one document, or a batch of independent ones; changes are compare-and-set on the document's version;
/// there is no transaction across learners. An operation that returns has survived the death of the process; one marked durable has also survived
/// the loss of power, and so has everything that returned before it (engines write one ordered log).
/// Safe to call from many threads; concurrent calls share commits.
/// </summary>
public partial interface IEvidenceStorage : IAsyncDisposable
{
    /// <summary>Durable. Stores the setting unless it exists, and answers what is stored.</summary>
    Task<SettingDocument> GetOrAddSettingAsync(SettingDocument proposed, CancellationToken cancel = default);

    Task<SettingDocument?> FindSettingAsync(string name, CancellationToken cancel = default);

    /// <summary>Durable. False when the stored version is not <c>document.Version - 1</c> (0: not there).</summary>
    Task<bool> PutCentreAsync(CentreDocument document, CancellationToken cancel = default);

    Task<CentreDocument?> FindCentreAsync(string slug, CancellationToken cancel = default);

    Task<IReadOnlyList<CentreDocument>> ListCentresAsync(CancellationToken cancel = default);

    /// <summary>Durable. Adds a version, or replaces the newest while nothing was awarded with it; false when another came first or it is awarded.</summary>
    /// <param name="document">The version.</param>
    /// <param name="seen">The newest content as the writer knows it, empty for none: false where there is another. Null where it does not matter.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task<bool> PutAchievementAsync(AchievementDocument document, ReadOnlyMemory<byte>? seen = null, CancellationToken cancel = default);

    /// <summary>The given version, or the newest for null.</summary>
    Task<AchievementDocument?> FindAchievementAsync(string centre, string id, int? version, CancellationToken cancel = default);

    /// <summary>The newest version of each, ordered by when the achievement was first put.</summary>
    /// <param name="centre">Whose.</param>
    /// <param name="cursor">Where a page ended; null for the first.</param>
    /// <param name="limit">Most of them.</param>
    /// <param name="archived">Only those that are archived, or only those that are not; null for both.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task<Page<AchievementDocument>> ListAchievementsAsync(
        string centre, string? cursor, int limit, bool? archived = null, CancellationToken cancel = default);

    /// <summary>Durable. Archives an achievement, or for null takes it out of the archive; false where there is none, or it is so already.</summary>
    Task<bool> ArchiveAchievementAsync(string centre, string id, DateTimeOffset? at, CancellationToken cancel = default);

    /// <summary>The learner that any of these keyed match hashes belongs to, first match first; null for each that is new.</summary>
    Task<IReadOnlyList<LearnerDocument?>> FindLearnersByMatchAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> matchKeys, CancellationToken cancel = default);

    Task<LearnerDocument?> FindLearnerAsync(Guid id, CancellationToken cancel = default);

    /// <summary>
    /// Takes the natural key, the learner's match key, the status slots and the award's document, each item on its own. Ordered, not durable by itself:
    /// the completion that follows makes it so.
    /// </summary>
    Task<IReadOnlyList<ReservationOutcome>> ReserveAwardsAsync(IReadOnlyList<AwardReservation> items, CancellationToken cancel = default);

    /// <summary>
    /// Durable. Reserved to issued with the sealed credential, with its record and the event <see cref="RecordEventType.Issued"/> in the same commit; an
    /// item already issued stays as it is.
    /// </summary>
    Task<IReadOnlyList<CompletionOutcome>> CompleteAwardsAsync(IReadOnlyList<AwardCompletion> items, CancellationToken cancel = default);

    Task<AwardDocument?> FindAwardAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Issued awards, newest first.</summary>
    Task<Page<AwardDocument>> ListAwardsAsync(AwardQuery query, CancellationToken cancel = default);

    /// <summary>
    /// Durable. Replaces an issued award's document when its stored version is one less. When the status differs from the stored one, every status list
    /// that the award has a slot in gets a new version, its record the new status, and an event is written, all in the same commit; when it is revoked, its
    /// entry in LED's outbox becomes what <see cref="LedEntryDocument.AfterRevocation"/> says. False when another change came first.
    /// </summary>
    /// <param name="document">The award as it shall be.</param>
    /// <param name="at">When it changes.</param>
    /// <param name="cancel">Gives up waiting; it may be changed all the same.</param>
    Task<bool> ReplaceAwardAsync(AwardDocument document, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>
    /// Durable. Registers each proof on its own, with its record, its reference, its learner where that is new, and its event; one that is
    /// registered as <see cref="RecordStatus.Cancelled"/> has both events.
    /// </summary>
    Task<IReadOnlyList<ProofOutcome>> RegisterProofsAsync(IReadOnlyList<ProofRegistration> items, CancellationToken cancel = default);

    Task<ProofDocument?> FindProofAsync(Guid id, CancellationToken cancel = default);

    /// <summary>The proof that a keyed hash of supplier and reference belongs to.</summary>
    Task<ProofDocument?> FindProofByReferenceAsync(ReadOnlyMemory<byte> referenceKey, CancellationToken cancel = default);

    /// <summary>
    /// Durable. Replaces a proof's document, which must be cancelled now, when its stored version is one less: status, journal and links change, facts and
    /// content never. Puts the event in the same commit, and in the proof that <see cref="ProofDocument.ReplacedBy"/> names the link back. False when
    /// another change came first, or what replaces it is no proof of the same learner, or replaces another one.
    /// </summary>
    Task<bool> CancelProofAsync(ProofDocument document, CancellationToken cancel = default);

    /// <summary>A record of either source; what is only reserved is none.</summary>
    Task<RecordDocument?> FindRecordAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Records of both sources, the last recorded first.</summary>
    Task<Page<RecordDocument>> ListRecordsAsync(RecordQuery query, CancellationToken cancel = default);

    /// <summary>The oldest events that are not in the log yet, at most so many.</summary>
    Task<IReadOnlyList<PendingEvent>> ReadPendingEventsAsync(int limit, CancellationToken cancel = default);

    /// <summary>Null before the log's first checkpoint.</summary>
    Task<LogHeadDocument?> FindLogHeadAsync(CancellationToken cancel = default);

    /// <summary>The log's epochs; the first one where nothing else is known.</summary>
    Task<LogEpochs> FindLogEpochsAsync(CancellationToken cancel = default);

    /// <summary>As <see cref="ReadPendingEventsAsync"/>, each with its record's facts.</summary>
    Task<IReadOnlyList<EventToLog>> ReadEventsToLogAsync(int limit, CancellationToken cancel = default);

    /// <summary>
    /// Durable. Moves pending events to the end of the log, with the tree's tiles and the head that commits to them, all in one commit. False, and nothing
    /// is changed, when the stored head's version is not one less (0: there is none): another came first, and may have moved the same events.
    /// </summary>
    Task<bool> AppendLogAsync(LogAppend append, CancellationToken cancel = default);

    /// <summary>Those of the tiles that are there; the last of a level may have grown since it was asked for.</summary>
    Task<IReadOnlyList<LogTile>> ReadLogTilesAsync(IReadOnlyList<TilePlace> places, CancellationToken cancel = default);

    /// <summary>The entry of a record's event; null while it is pending, or was never.</summary>
    Task<LogEntry?> FindLogEntryAsync(Guid record, int ordinal, CancellationToken cancel = default);

    /// <summary>Entries from that position on, each with its record as it is now.</summary>
    Task<IReadOnlyList<LoggedEntry>> ReadLoggedEntriesAsync(long from, int count, CancellationToken cancel = default);

    /// <summary>A record with its events, in and not yet in the log, as of one moment.</summary>
    Task<RecordWithEvents> ReadRecordWithEventsAsync(Guid id, CancellationToken cancel = default);

    /// <summary>What must fit each other, counted at one moment.</summary>
    Task<LogTotals> CountLogAsync(CancellationToken cancel = default);

    /// <summary>One document, record or event that lacks its counterpart; null where there is none.</summary>
    Task<LogMisfit?> FindLogMisfitAsync(CancellationToken cancel = default);

    /// <summary>
    /// Takes the next counters of the centre's open list, opening a new one with the proposed key when it is full. What is taken and not used is burnt.
    /// </summary>
    Task<StatusLease> LeaseStatusCountersAsync(
        string centre, int count, StatusListDocument proposedList, CancellationToken cancel = default);

    Task<StatusListDocument?> FindStatusListAsync(string id, CancellationToken cancel = default);

    /// <summary>Version and every entry that is not active, read in one snapshot.</summary>
    Task<StatusListEntries?> ReadStatusListAsync(string id, CancellationToken cancel = default);

    /// <summary>Durable. False, and nothing is added, where so many further shares of the award are open at the moment when this one was made.</summary>
    Task<bool> AddShareAsync(ShareDocument document, int? mostOpen = null, CancellationToken cancel = default);

    Task<ShareDocument?> FindShareAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Durable. False when the stored version is not one less.</summary>
    Task<bool> ReplaceShareAsync(ShareDocument document, CancellationToken cancel = default);

    /// <summary>Durable.</summary>
    Task AddApiKeyAsync(ApiKeyDocument document, CancellationToken cancel = default);

    Task<ApiKeyDocument?> FindApiKeyAsync(string id, CancellationToken cancel = default);

    Task<IReadOnlyList<ApiKeyDocument>> ListApiKeysAsync(CancellationToken cancel = default);

    /// <summary>Durable. False when there is none.</summary>
    Task<bool> RevokeApiKeyAsync(string id, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>Durable.</summary>
    /// <param name="document">The batch.</param>
    /// <param name="sealedInput">Its rows, encrypted under the master key; kept as long as <see cref="BatchStates.KeepsInput"/> says.</param>
    /// <param name="cancel">Gives up waiting; the batch may be there all the same.</param>
    Task AddBatchAsync(BatchDocument document, ReadOnlyMemory<byte> sealedInput, CancellationToken cancel = default);

    Task<BatchDocument?> FindBatchAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Null when there is no such batch or it is done.</summary>
    Task<ReadOnlyMemory<byte>?> ReadBatchInputAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Durable. False when the stored version is not one less. Drops the input as soon as <see cref="BatchStates.KeepsInput"/> says no.</summary>
    Task<bool> ReplaceBatchAsync(BatchDocument document, CancellationToken cancel = default);

    Task<IReadOnlyList<BatchDocument>> ListRunningBatchesAsync(CancellationToken cancel = default);

    /// <summary>Ordered. The dictionary of that name: the proposed one, or another that came first.</summary>
    Task<DictionaryDocument> GetOrAddDictionaryAsync(DictionaryDocument proposed, CancellationToken cancel = default);

    Task<DictionaryDocument?> FindDictionaryAsync(long number, CancellationToken cancel = default);

    /// <summary>Counts records, as of one moment.</summary>
    Task<RecordCounts> CountRecordsAsync(RecordCountQuery query, CancellationToken cancel = default);

    /// <summary>
    /// Durable. For a database that was brought back to an earlier moment while nobody works with it. What the original may have done since is taken
    /// into account: every status list is closed to new leases, because what follows in them may have been given out; reservations are dropped for the same
    /// reason; what is not sent in LED's outbox counts as perhaps done; the log begins a new epoch. Remembers the mark.
    /// </summary>
    Task MakeReadyAfterRestoreAsync(string restoredMark, CancellationToken cancel = default);

    /// <summary>Commits and flushes since start, for telemetry and benchmarks.</summary>
    StorageCounters Counters { get; }
}

/// <param name="NaturalKey">Keyed hash of centre, achievement, date and learner.</param>
/// <param name="NewLearner">The learner to add under <paramref name="LearnerMatchKey"/>; null when the award's learner is stored already.</param>
public sealed record AwardReservation(
    AwardDocument Award, ReadOnlyMemory<byte> NaturalKey, ReadOnlyMemory<byte> LearnerMatchKey, LearnerDocument? NewLearner)
{
    /// <summary>By what the learner is found in the award's centre from now on, besides what is there already.</summary>
    public LearnerMarks Marks { get; init; } = LearnerMarks.None;

    /// <summary>
    /// A reservation that is older than this when other content is asked for under its natural key was left behind by a crash or a caller who gave up:
    /// nothing of it was acknowledged, and it gives way. Its status slots stay burnt.
    /// </summary>
    public static TimeSpan LeftBehind { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether an award under its natural key has the same content.</summary>
    internal bool IsSameAs(AwardDocument existing) => existing.ContentDigest.Span.SequenceEqual(Award.ContentDigest.Span);

    /// <summary>Whether an award under its natural key was left behind, with other content, and gives way.</summary>
    internal bool Supersedes(AwardDocument existing) =>
        existing.State == AwardState.Reserved && !IsSameAs(existing) && Award.RecordedAt - existing.RecordedAt >= LeftBehind;
}

/// <summary>What came of one reservation.</summary>
public abstract record ReservationOutcome
{
    private ReservationOutcome()
    {
    }

    public sealed record Reserved : ReservationOutcome;

    /// <summary>
    /// The natural key is taken by an award that is not revoked; it may still be only reserved. Where that has the same content, the achievement version
    /// that this reservation names is kept from changing, because its caller may complete the award with it.
    /// </summary>
    public sealed record Exists(AwardDocument Award) : ReservationOutcome;

    /// <summary>The match key was taken meanwhile: seal for this learner and reserve again.</summary>
    public sealed record LearnerExists(LearnerDocument Learner) : ReservationOutcome;

    /// <summary>The award's learner is being erased or was: whoever comes now is a new one. Find the learner and reserve again.</summary>
    public sealed record LearnerErased : ReservationOutcome;
}

/// <param name="AchievementVersion">The version that the credential names; a reservation that was left behind may have named an older one.</param>
/// <param name="Facts">The clear part of the award's record, from that version and the request.</param>
public sealed record AwardCompletion(Guid Id, ReadOnlyMemory<byte> SealedCredential, int AchievementVersion, RecordFacts Facts)
{
    /// <summary>The award's learner, by whom a reservation that an erasure deleted is told from one that never was.</summary>
    public Guid LearnerId { get; init; }

    /// <summary>Its entry in LED's outbox, written in the same commit; null where the award need not be registered.</summary>
    public LedEntryDocument? LedEntry { get; init; }

    /// <summary>Mails that tell the learner, written in the same commit.</summary>
    public IReadOnlyList<MailDocument> Mails { get; init; } = [];
}

/// <summary>What came of one completion.</summary>
public abstract record CompletionOutcome
{
    private CompletionOutcome()
    {
    }

    /// <summary>The stored document.</summary>
    public sealed record Completed(AwardDocument Award) : CompletionOutcome;

    /// <summary>The award's learner is being erased or was, and with the learner the reservation: there is no award.</summary>
    public sealed record LearnerErased : CompletionOutcome;
}

/// <param name="Centre">Whose; null for authorities.</param>
public sealed record AwardQuery(string? Centre, int Limit)
{
    public string? AchievementId { get; init; }

    public AwardStatus? Status { get; init; }

    public DateOnly? AwardedFrom { get; init; }

    public DateOnly? AwardedUntil { get; init; }

    public Guid? BatchId { get; init; }

    public string? Cursor { get; init; }
}

/// <param name="FirstCounter">First of <paramref name="Count"/> consecutive counters.</param>
public sealed record StatusLease(StatusListDocument List, int FirstCounter, int Count);

public sealed record StatusListEntries(StatusListDocument List, IReadOnlyList<(int Index, AwardStatus Status)> NotActive);

/// <param name="Commits">Transactions committed.</param>
/// <param name="Flushes">Of them, those that waited for the disk.</param>
/// <param name="Completions">Awards completed, so that completions per flush tell how well commits are shared.</param>
public sealed record StorageCounters(long Commits, long Flushes, long Completions);
