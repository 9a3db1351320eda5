using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>How the driver says that something failed, and what becomes of it.</summary>
internal static class Failures
{
    /// <summary>Whether the command may have been done all the same.</summary>
    public static bool IsLost(Exception failure) =>
        failure is MongoConnectionException or MongoNotPrimaryException or MongoNodeIsRecoveringException or TimeoutException
        || (failure is MongoException known && known.HasErrorLabel("RetryableWriteError"));

    /// <summary>What the driver finds too large or unfit before it sends it is a failure as well.</summary>
    public static bool IsFailure(Exception failure) => failure is MongoException or TimeoutException or BsonException or FormatException;

    public static StorageException Told(Exception failure) => new($"MongoDB does not answer as it should: {failure.Message}", failure);

    /// <summary>Does something once.</summary>
    /// <exception cref="StorageException">It failed.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return await work();
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw Told(failure);
        }
    }
}
