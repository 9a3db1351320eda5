namespace Credentials.LinkedData;

/// <summary>
/// Counts the work one document may cost, so that a small hostile one cannot cost much: a unit is about a character that is copied or compared.
/// A counter and not a clock, so that how busy the machine is decides nothing.
/// </summary>
internal sealed class JsonLdBudget
{
    /// <summary>Some hundred times what a credential costs.</summary>
    private const int Units = 16_000_000;

    /// <summary>A document's nesting is limited by its reader; this one limits contexts too.</summary>
    private const int MaxDepth = 200;

    private const int UnitsOfTerm = 64;

    private int _left = Units;
    private int _depth;

    /// <exception cref="JsonLdException">Nothing is left.</exception>
    public void Spend(int units)
    {
        if (units > _left)
            throw new JsonLdException(JsonLdErrors.TooLarge, "processing the document takes more work than is allowed");
        _left -= units;
    }

    public void SpendTerm() => Spend(UnitsOfTerm);

    public void Enter()
    {
        if (++_depth > MaxDepth)
            throw new JsonLdException(JsonLdErrors.TooLarge, "the document is nested too deeply");
    }

    public void Leave() => _depth--;
}
