using System.Buffers.Binary;
using System.Text.Json;

namespace Credentials.Encoding;

/// <summary>A member, where its name stands in the text, and the name's first eight bytes as one number that orders most names.</summary>
internal readonly record struct Member(JsonElement Value, ulong Prefix, int Start, int Length);

/// <summary>Puts members in the order of RFC 8785 section 3.2.3.</summary>
internal static class MemberOrder
{
    private const int FewMembers = 32;

    public static ulong Prefix(ReadOnlySpan<byte> name)
    {
        if (name.Length >= 8)
            return BinaryPrimitives.ReadUInt64BigEndian(name);
        ulong prefix = 0;
        foreach (byte b in name)
            prefix = (prefix << 8) | b;
        // Zero stands for "no more bytes": a name without escapes holds no control character.
        return name.IsEmpty ? 0 : prefix << (8 * (8 - name.Length));
    }

    // The framework's sorts take a delegate, which cannot see the text's span.
    public static void Sort(Span<Member> members, ReadOnlySpan<byte> text)
    {
        if (members.Length > FewMembers)
            SortMany(members, text);
        else
            SortFew(members, text);
    }

    private static void SortFew(Span<Member> members, ReadOnlySpan<byte> text)
    {
        for (int i = 1; i < members.Length; i++)
        {
            if (Compare(members[i - 1], members[i], text) <= 0)
                continue;
            var member = members[i];
            int j = i;
            do
            {
                members[j] = members[j - 1];
                j--;
            }
            while (j > 0 && Compare(members[j - 1], member, text) > 0);
            members[j] = member;
        }
    }

    // Heapsort: no worst case for a stranger to find.
    private static void SortMany(Span<Member> members, ReadOnlySpan<byte> text)
    {
        for (int root = members.Length / 2 - 1; root >= 0; root--)
            SiftDown(members, root, text);
        for (int end = members.Length - 1; end > 0; end--)
        {
            (members[0], members[end]) = (members[end], members[0]);
            SiftDown(members[..end], 0, text);
        }
    }

    private static void SiftDown(Span<Member> heap, int root, ReadOnlySpan<byte> text)
    {
        while (2 * root + 1 < heap.Length)
        {
            int child = 2 * root + 1;
            if (child + 1 < heap.Length && Compare(heap[child], heap[child + 1], text) < 0)
                child++;
            if (Compare(heap[root], heap[child], text) >= 0)
                return;
            (heap[root], heap[child]) = (heap[child], heap[root]);
            root = child;
        }
    }

    private static int Compare(in Member a, in Member b, ReadOnlySpan<byte> text)
    {
        const ulong NonAscii = 0x8080808080808080;
        if (a.Prefix != b.Prefix && ((a.Prefix | b.Prefix) & NonAscii) == 0)
            return a.Prefix < b.Prefix ? -1 : 1;
        return Utf16Order.Compare(text.Slice(a.Start, a.Length), text.Slice(b.Start, b.Length));
    }
}
