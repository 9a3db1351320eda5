using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Credentials.LinkedData;

/// <summary>
/// Contexts that were read, by the context they were read in and by what they were read from. Two generations: when the younger one is full it becomes
/// the older one, and what is asked for again is young again; so that strangers' contexts never fill the memory, nor drive out what is in use.
/// </summary>
internal sealed class ContextCache
{
    /// <summary>What one generation may weigh, some 13 MB.</summary>
    private const int MaxWeight = 400_000;

    private volatile ConcurrentDictionary<Key, JsonLdContext> _young = new(Key.Comparer);
    private volatile ConcurrentDictionary<Key, JsonLdContext> _old = new(Key.Comparer);
    private readonly Lock _weighing = new();
    private ContextWeight _weight = new();

    /// <summary>Terms that are held now.</summary>
    public int Terms => Held.Sum(context => context.Terms.Count);

    /// <summary>Characters in the definitions that are held now.</summary>
    public long Characters => Held.SelectMany(context => context.Terms.Values).Distinct().Sum(definition => (long)definition.Characters);

    private IEnumerable<JsonLdContext> Held => _young.Values.Concat(_old.Values);

    public JsonLdContext? Find(JsonLdContext active, ReadOnlySpan<byte> text)
    {
        if (active.IsTransient)
            return null;
        if (_young.GetAlternateLookup<TextKey>().TryGetValue(new TextKey(active, text), out var found))
            return found;
        if (!_old.GetAlternateLookup<TextKey>().TryGetValue(new TextKey(active, text), out found))
            return null;
        Add(active, text, found);
        return found;
    }

    /// <param name="of">The term definition or the address it was read from.</param>
    public JsonLdContext? Find(JsonLdContext active, object of, bool flag)
    {
        if (active.IsTransient)
            return null;
        var key = new Key(active, of, flag);
        if (_young.TryGetValue(key, out var found))
            return found;
        if (!_old.TryGetValue(key, out found))
            return null;
        Add(key, found);
        return found;
    }

    public void Add(JsonLdContext active, ReadOnlySpan<byte> text, JsonLdContext result)
    {
        if (!active.IsTransient)
            Add(new Key(active, text.ToArray(), false), result);
    }

    public void Add(JsonLdContext active, object of, bool flag, JsonLdContext result) => Add(new Key(active, of, flag), result);

    private void Add(Key key, JsonLdContext result)
    {
        if (key.Active.IsTransient || !_young.TryAdd(key, result))
            return;
        lock (_weighing)
        {
            _weight.Add(result, (key.Of as byte[])?.Length ?? 0);
            // What it was read in is held by the key, and may be held by nothing else.
            _weight.Add(key.Active, 0);
            if (_weight.Units < MaxWeight)
                return;
            _weight = new ContextWeight();
            _old = _young;
            _young = new ConcurrentDictionary<Key, JsonLdContext>(Key.Comparer);
        }
    }

    private readonly ref struct TextKey(JsonLdContext active, ReadOnlySpan<byte> text)
    {
        public JsonLdContext Active { get; } = active;

        public ReadOnlySpan<byte> Text { get; } = text;
    }

    /// <param name="Of">A <see cref="TermDefinition"/>, an address, or the UTF-8 of an embedded context.</param>
    private readonly record struct Key(JsonLdContext Active, object Of, bool Flag)
    {
        public static readonly KeyComparer Comparer = new();
    }

    private sealed class KeyComparer : IEqualityComparer<Key>, IAlternateEqualityComparer<TextKey, Key>
    {
        public bool Equals(Key x, Key y) => ReferenceEquals(x.Active, y.Active) && x.Flag == y.Flag && (x.Of, y.Of) switch
        {
            (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
            (string a, string b) => a == b,
            _ => ReferenceEquals(x.Of, y.Of),
        };

        public int GetHashCode(Key key) => key.Of switch
        {
            byte[] text => Hash(key.Active, text),
            string url => HashCode.Combine(RuntimeHelpers.GetHashCode(key.Active), url),
            _ => HashCode.Combine(RuntimeHelpers.GetHashCode(key.Active), RuntimeHelpers.GetHashCode(key.Of)),
        };

        public bool Equals(TextKey alternate, Key other) =>
            ReferenceEquals(alternate.Active, other.Active) && other.Of is byte[] text && alternate.Text.SequenceEqual(text);

        public int GetHashCode(TextKey alternate) => Hash(alternate.Active, alternate.Text);

        public Key Create(TextKey alternate) => new(alternate.Active, alternate.Text.ToArray(), false);

        private static int Hash(JsonLdContext active, ReadOnlySpan<byte> text)
        {
            var hash = new HashCode();
            hash.Add(RuntimeHelpers.GetHashCode(active));
            hash.AddBytes(text);
            return hash.ToHashCode();
        }
    }
}
