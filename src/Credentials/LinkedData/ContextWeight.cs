namespace Credentials.LinkedData;

/// <summary>About how much room contexts take that are held together, in units of 32 bytes. What several of them share counts once.</summary>
internal sealed class ContextWeight
{
    private const int UnitsOfContext = 8;

    /// <summary>A term's place in the table of a context.</summary>
    private const int UnitsOfTerm = 2;

    /// <summary>A definition without its texts.</summary>
    private const int UnitsOfDefinition = 7;

    private const int BytesOfUnit = 32;
    private const int CharactersOfUnit = 16;

    /// <summary>Parsed JSON takes up to six times its text beside that text: a token of two bytes has an entry of twelve.</summary>
    private const int TimesOfJson = 7;

    private readonly HashSet<object> _counted = new(ReferenceEqualityComparer.Instance);

    public long Units { get; private set; }

    /// <param name="context">What is held; what it goes back to where it does not propagate is held with it.</param>
    /// <param name="bytesOfText">The text that it was read from; 0 where that is held anyway.</param>
    public void Add(JsonLdContext context, int bytesOfText)
    {
        // The text is held as the key, and parsed by the definitions that have contexts of their own.
        Units += (long)bytesOfText * (1 + TimesOfJson) / BytesOfUnit;
        for (var held = context; held is not null && _counted.Add(held); held = held.Previous)
        {
            Units += UnitsOfContext + ((held.Base?.Length ?? 0) + (held.Vocab?.Length ?? 0) + (held.Language?.Length ?? 0)) / CharactersOfUnit;
            if (!_counted.Add(held.Terms))
                continue;
            Units += (long)UnitsOfTerm * held.Terms.Count;
            foreach (var (term, definition) in held.Terms)
            {
                if (_counted.Add(definition))
                    Units += UnitsOfDefinition + (term.Length + definition.Characters) / CharactersOfUnit;
            }
        }
    }
}
