using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql;

namespace Credentials.EvidenceStore.Sending;

/// <summary>Writes down what came of sending something.</summary>
internal static class Settle
{
    private const int Attempts = 8;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// An answer that has come is written down, also when the service stops, and also where the database fails for a moment: to ask again what was answered
    /// is the last resort.
    /// </summary>
    /// <param name="settle">Writes it; done as often as it fails.</param>
    /// <param name="failed">Told of each failure but the last, which is thrown.</param>
    /// <param name="time">For the pauses.</param>
    public static async Task ForSureAsync(Func<Task> settle, Action<Exception> failed, TimeProvider time)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await settle();
                return;
            }
            catch (Exception failure) when (failure is StorageException or SqlException && attempt < Attempts)
            {
                failed(failure);
                await Task.Delay(FirstPause * Math.Pow(2, attempt), time, CancellationToken.None);
            }
        }
    }
}
