using System.Collections.Concurrent;
using System.Security.Cryptography;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.StatusLists;

namespace Credentials.EvidenceStore.Recording;

/// <summary>Hands out unforeseeable status indexes and reads lists back for publication.</summary>
public sealed class StatusSlots
{
    private const int SmallestLease = 64;
    internal const string PermutationKey = "status-permutation-key";

    private readonly IEvidenceStorage _storage;
    private readonly MasterKeys _master;
    private readonly ConcurrentDictionary<string, Remainder> _remainders = new(StringComparer.Ordinal);

    internal StatusSlots(IEvidenceStorage storage, StoreSecrets secrets) => (_storage, _master) = (storage, secrets.Master);

    /// <summary>Slots no one had before, from a leased block of the centre's open list.</summary>
    public async Task<IReadOnlyList<StatusSlot>> TakeAsync(string centre, int count, CancellationToken cancel = default)
    {
        var remainder = _remainders.GetOrAdd(centre, _ => new());
        if (remainder.TryTake(count) is { } ready)
            return ready;
        // One lease at a time: callers that come meanwhile find its remainder.
        await remainder.Leasing.WaitAsync(cancel);
        try
        {
            while (true)
            {
                if (remainder.TryTake(count) is { } slots)
                    return slots;
                remainder.Add(await LeaseAsync(centre, Math.Max(SmallestLease, count), cancel));
            }
        }
        finally
        {
            remainder.Leasing.Release();
        }
    }

    /// <summary>The list's current version, or null where there is no such list; one indexed read.</summary>
    public async ValueTask<StatusListDocument?> FindListAsync(string list, CancellationToken cancel = default) =>
        await _storage.FindStatusListAsync(list, cancel);

    /// <summary>Everything not active, with the version it belongs to.</summary>
    public Task<StatusListEntries?> ReadAsync(string list, CancellationToken cancel = default) => _storage.ReadStatusListAsync(list, cancel);

    /// <summary>Takes back what was certainly not used: its reservation was answered with another award. Anything in doubt stays burnt.</summary>
    internal void Return(string centre, StatusSlot slot) => _remainders.GetOrAdd(centre, _ => new()).Add([slot]);

    private async Task<IEnumerable<StatusSlot>> LeaseAsync(string centre, int count, CancellationToken cancel)
    {
        // Random rather than numbered: a list's id must not tell how many there are.
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var key = RandomNumberGenerator.GetBytes(32);
        var lease = await _master.SealingAsync(
            () => _storage.LeaseStatusCountersAsync(centre, count, new(id, centre, 0, 1, _master.Seal(key, PermutationKey, id)), cancel), cancel);
        var order = new StatusIndexPermutation(_master.Open(lease.List.SealedPermutationKey.Span, PermutationKey, lease.List.Id));
        return Enumerable.Range(lease.FirstCounter, lease.Count).Select(counter => new StatusSlot(lease.List.Id, order.IndexOf(counter)));
    }

    /// <summary>What is left of a centre's leases in this process; lost, and so burnt, when the process ends.</summary>
    private sealed class Remainder
    {
        private readonly Queue<StatusSlot> _slots = new();

        public SemaphoreSlim Leasing { get; } = new(1);

        public StatusSlot[]? TryTake(int count)
        {
            lock (_slots)
            {
                if (_slots.Count < count)
                    return null;
                var taken = new StatusSlot[count];
                for (var slot = 0; slot < count; slot++)
                    taken[slot] = _slots.Dequeue();
                return taken;
            }
        }

        public void Add(IEnumerable<StatusSlot> slots)
        {
            lock (_slots)
            {
                foreach (var slot in slots)
                    _slots.Enqueue(slot);
            }
        }
    }
}
