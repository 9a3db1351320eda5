namespace Credentials.PublicVerifier.Gathering;

/// <summary>So many at once for each host, so that one that answers slowly holds up nobody but itself. Remembers only the hosts that are in use.</summary>
internal sealed class SlotsByHost(int slots)
{
    private readonly Dictionary<string, Door> _doors = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a slot; what is answered gives it back.</summary>
    public async ValueTask<IDisposable> EnterAsync(string host, CancellationToken cancel)
    {
        var door = Approach(host);
        try
        {
            await door.Slots.WaitAsync(cancel);
        }
        catch
        {
            Leave(door);
            throw;
        }

        return new Slot(this, door);
    }

    private Door Approach(string host)
    {
        lock (_doors)
        {
            if (!_doors.TryGetValue(host, out var door))
                _doors[host] = door = new Door(host, new SemaphoreSlim(slots));
            door.Users++;
            return door;
        }
    }

    private void Leave(Door door)
    {
        lock (_doors)
        {
            if (--door.Users > 0)
                return;
            _doors.Remove(door.Host);
            door.Slots.Dispose();
        }
    }

    private sealed class Door(string host, SemaphoreSlim slots)
    {
        public string Host => host;

        public SemaphoreSlim Slots => slots;

        public int Users { get; set; }
    }

    private sealed class Slot(SlotsByHost owner, Door door) : IDisposable
    {
        public void Dispose()
        {
            door.Slots.Release();
            owner.Leave(door);
        }
    }
}
