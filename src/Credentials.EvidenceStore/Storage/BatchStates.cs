namespace Credentials.EvidenceStore.Storage;

/// <summary>What a class list can be in.</summary>
public static class BatchStates
{
    /// <summary>Handed in to be looked at and corrected; nobody works on it.</summary>
    public const string Draft = "draft";

    public const string Running = "running";

    /// <summary>Nobody goes on with it until somebody says so.</summary>
    public const string Paused = "paused";

    /// <summary>It was paused for too long: what was awarded stays, the rest is not awarded.</summary>
    public const string Stopped = "stopped";

    /// <summary>Whether its rows are still needed.</summary>
    public static bool KeepsInput(string state) => state is Draft or Running or Paused;
}
