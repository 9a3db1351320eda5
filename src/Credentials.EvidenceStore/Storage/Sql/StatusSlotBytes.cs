using System.Text;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Status slots in few bytes: for each the length of the list's id, the id, and the index in three bytes.</summary>
internal static class StatusSlotBytes
{
    public static byte[] Write(IReadOnlyList<StatusSlot> slots)
    {
        var bytes = new byte[slots.Sum(slot => 4 + slot.List.Length)];
        var rest = bytes.AsSpan();
        foreach (var slot in slots)
        {
            rest[0] = (byte)slot.List.Length;
            Ascii.FromUtf16(slot.List, rest[1..], out var length);
            (rest[length + 1], rest[length + 2], rest[length + 3]) =
                ((byte)(slot.Index >> 16), (byte)((slot.Index >> 8) & 0xFF), (byte)(slot.Index & 0xFF));
            rest = rest[(length + 4)..];
        }
        return bytes;
    }

    public static IReadOnlyList<StatusSlot> Read(ReadOnlySpan<byte> bytes)
    {
        var slots = new List<StatusSlot>(1);
        while (!bytes.IsEmpty)
        {
            var length = bytes[0];
            var list = System.Text.Encoding.ASCII.GetString(bytes.Slice(1, length));
            var index = bytes.Slice(length + 1, 3);
            slots.Add(new(list, (index[0] << 16) | (index[1] << 8) | index[2]));
            bytes = bytes[(length + 4)..];
        }
        return slots;
    }
}
