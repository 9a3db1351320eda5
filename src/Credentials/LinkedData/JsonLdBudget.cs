namespace Credentials.LinkedData;

/// <summary>
/// Counts the work one document may cost, so that a small hostile one cannot cost much: a unit is about a character that is copied or compared.
/// A counter and not a clock, so that how busy the machine is decides nothing.
/// </summary>
/// <param name="shared">What other documents draw on too, or null.</param>
internal sealed class JsonLdBudget(WorkAllowance? shared = null)
{
    /// <summary>Some hundred times what a credential costs.</summary>
    public const int Units = 16_000_000;

    /// <summary>A document's nesting is limited by its reader; this one limits contexts too.</summary>
    private const int MaxDepth = 200;

    private const int UnitsOfTerm = 64;

    private readonly int _granted = Math.Min(Units, shared?.Left ?? Units);
    private int _spent;
    private bool _isExceeded;
    private int _depth;

    /// <exception cref="JsonLdException">Nothing is left.</exception>
    public void Spend(int units)
    {
        _isExceeded |= units > _granted - _spent;
        if (_isExceeded)
            throw new JsonLdException(JsonLdErrors.TooLarge, "processing the document takes more work than is allowed");
        _spent += units;
    }

    public void SpendTerm() => Spend(UnitsOfTerm);

    /// <summary>To be called once, at the end: the shared allowance pays for what was spent.</summary>
    public void Settle()
    {
        if (_isExceeded && _granted < Units)
            shared?.UseUp();
        else
            shared?.Spend(_spent);
    }

    public void Enter()
    {
        if (++_depth > MaxDepth)
            throw new JsonLdException(JsonLdErrors.TooLarge, "the document is nested too deeply");
    }

    public void Leave() => _depth--;
}
