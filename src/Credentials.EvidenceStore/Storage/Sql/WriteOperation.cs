namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// One caller's write, waiting for the writer. It may run more than once (its transaction is rolled back when a neighbour fails), so it only reads its
/// arguments and the database; it checks before it writes, so that a refusal leaves nothing behind.
/// </summary>
internal abstract class WriteOperation(bool isDurable)
{
    /// <summary>Whether the caller waits until the disk has it; otherwise until it is in the log's order.</summary>
    public bool IsDurable => isDurable;

    /// <summary>How many awards it completes.</summary>
    public IReadOnlyList<AwardCompletion> Completes { get; init; } = [];

    public abstract bool IsCancelled { get; }

    /// <summary>An award that this operation reserved and whose completion is therefore on its way; known after the run.</summary>
    public abstract Guid? Announces { get; }

    public abstract void Run(SqlConnection connection);

    public abstract void Complete();

    public abstract void Fail(Exception reason);
}

internal sealed class WriteOperation<T>(Func<SqlConnection, T> work, bool isDurable, CancellationToken cancel) : WriteOperation(isDurable)
{
    // Continuations must not run on the writer's thread: everybody else waits for it.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _answer;

    public Func<T, Guid?>? Announcing { get; init; }

    public Task<T> Answer => _done.Task;

    /// <summary>Asked before the run only: what has run is answered, whatever the caller wishes by then.</summary>
    public override bool IsCancelled => cancel.IsCancellationRequested;

    public override Guid? Announces => Announcing?.Invoke(_answer!);

    public override void Run(SqlConnection connection) => _answer = work(connection);

    public override void Complete() => _done.TrySetResult(_answer!);

    public override void Fail(Exception reason)
    {
        if (reason is OperationCanceledException)
            _done.TrySetCanceled(cancel);
        else
            _done.TrySetException(reason);
    }
}
