using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;

namespace Credentials.IssuerService.ClassLists;

/// <summary>How far a class list has come.</summary>
/// <param name="Document">The counts, and the state.</param>
/// <param name="Errors">The row errors that are named one by one.</param>
/// <param name="ErrorsOmitted">How many more there are.</param>
public sealed record ClassListState(BatchDocument Document, IReadOnlyList<RowError> Errors, int ErrorsOmitted)
{
    public const string Draft = BatchStates.Draft;
    public const string Running = Batches.Running;
    public const string Paused = BatchStates.Paused;
    public const string Stopped = BatchStates.Stopped;
    public const string Completed = "completed";
    public const string Failed = "failed";

    internal static ClassListState Of(OpenedBatch batch)
    {
        var (errors, omitted, existing) = ClassListJson.ReadErrors(batch.ErrorsJson);
        return new ClassListState(batch.Document, errors, omitted) { Existing = existing };
    }

    /// <summary>The rows whose award was there before, as many as are named one by one.</summary>
    public IReadOnlyList<ExistingAward> Existing { get; init; } = [];

    public bool IsRunning => Document.State == Running;

    /// <summary>Nothing will come of it any more.</summary>
    public bool IsEnded => !BatchStates.KeepsInput(Document.State);
}
