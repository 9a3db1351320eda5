namespace Credentials.LinkedData;

/// <summary>
/// The work that everything handed in at one time may cost together, beside what each document may cost by itself: a presentation holds credentials, these
/// hold endorsements, and each has several proofs. The units are those of <see cref="JsonLdBudget"/>.
/// </summary>
/// <remarks>Counted when a piece of work ends. Not exact when several threads work at once, which a bound need not be.</remarks>
internal sealed class WorkAllowance(int units = WorkAllowance.Usual)
{
    /// <summary>As much as one document may cost: some hundred credentials.</summary>
    public const int Usual = JsonLdBudget.Units;

    /// <summary>What a step of telling blank nodes apart costs: it hashes, sorts and copies a few hundred characters.</summary>
    public const int UnitsOfStep = 64;

    private int _left = units;

    /// <summary>Never negative.</summary>
    public int Left => Math.Max(0, Volatile.Read(ref _left));

    public bool IsUsedUp => Left == 0;

    public static Problem Exceeded { get; } = new(ProblemCode.TooLarge, "RDF: what was handed in together takes more work than is allowed");

    public void Spend(int units) => Interlocked.Add(ref _left, -units);

    /// <summary>For work that had to be given up because of this: nothing else is begun.</summary>
    public void UseUp() => Volatile.Write(ref _left, 0);
}
