using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Recording;

/// <summary>Hands out unforeseeable status indexes and reads lists back for publication.</summary>
public sealed class StatusSlots
{
    /// <summary>Slots no one had before, from a leased block of the centre's open list.</summary>
    public Task<IReadOnlyList<StatusSlot>> TakeAsync(string centre, int count, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>The list's current version, or null where there is no such list; one indexed read.</summary>
    public ValueTask<StatusListDocument?> FindListAsync(string list, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>Everything not active, with the version it belongs to.</summary>
    public Task<StatusListEntries?> ReadAsync(string list, CancellationToken cancel = default) => throw new NotImplementedException();
}
