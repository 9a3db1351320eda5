using System.Globalization;
using Credentials.Encoding;

namespace Credentials.LinkedData;

/// <summary>
/// RDF Dataset Canonicalization (RDFC-1.0): the same text for every dataset that differs in nothing but the names of its blank nodes and the order of its
/// statements.
/// </summary>
public static class Rdfc10
{
    /// <summary>
    /// Work for every blank node that others resemble. Ordinary documents need none to a few dozen; section 7.1 asks for a bound, because datasets can be
    /// made for which the work grows as the factorial of their size.
    /// </summary>
    public const int WorkForEachNode = 2048;

    /// <summary>However many nodes there are: so much work takes some dozens of milliseconds.</summary>
    public const int MostWork = 100_000;

    /// <summary>
    /// The canonical form. <see cref="ProblemCode.InvalidInput"/> for terms that RDF does not allow at their place, and for characters no IRI or language
    /// tag has; <see cref="ProblemCode.TooLarge"/> where telling the blank nodes apart takes more work than is allowed.
    /// </summary>
    /// <param name="quads">The dataset; doubles count once.</param>
    /// <param name="hash">The hash algorithm; it decides about the order of blank nodes.</param>
    /// <param name="workLimit">
    /// Steps of Hash N-Degree Quads: each related node looked at, and each identifier of a permutation tried. Null for the usual limit,
    /// <see cref="WorkForEachNode"/> and <see cref="MostWork"/>.
    /// </param>
    public static Result<CanonicalDataset> Canonicalize(IReadOnlyList<RdfQuad> quads, RdfcHash hash = RdfcHash.Sha256, int? workLimit = null)
    {
        ArgumentNullException.ThrowIfNull(quads);
        using var dataset = new RdfcDataset(quads, hash);
        using var output = new PooledBuffer();
        if (Write(dataset, workLimit, output, allowance: null) is { } problem)
            return problem;
        return new CanonicalDataset(output.Written.ToArray(), dataset.IssuedIdentifiers());
    }

    /// <summary>As <see cref="Canonicalize"/>, written to a buffer; what it holds after a problem is of no use.</summary>
    /// <param name="quads">The dataset; doubles count once.</param>
    /// <param name="hash">The hash algorithm.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="allowance">What bounds the work beside the usual limit, and pays for it; null for nothing.</param>
    internal static Problem? Write(IReadOnlyList<RdfQuad> quads, RdfcHash hash, PooledBuffer output, WorkAllowance? allowance = null)
    {
        if (allowance?.IsUsedUp == true)
            return WorkAllowance.Exceeded;
        using var dataset = new RdfcDataset(quads, hash);
        return Write(dataset, workLimit: null, output, allowance);
    }

    private static Problem? Write(RdfcDataset dataset, int? workLimit, PooledBuffer output, WorkAllowance? allowance)
    {
        if (!dataset.TryRead())
            return new Problem(ProblemCode.InvalidInput, "RDF: a term that is not allowed at its place, or that N-Quads cannot write");
        dataset.HashFirstDegree();
        var alike = dataset.IssueUnique();
        if (alike.Count > 0)
        {
            int own = workLimit ?? (int)Math.Min(MostWork, (long)alike.Count * WorkForEachNode);
            int granted = Math.Min(own, allowance is null ? own : allowance.Left / WorkAllowance.UnitsOfStep);
            var degrees = new NDegreeHashing(dataset, granted);
            bool isDone = degrees.TryIssue(alike);
            allowance?.Spend((granted - degrees.Left) * WorkAllowance.UnitsOfStep);
            if (!isDone && granted < own)
            {
                allowance!.UseUp();
                return WorkAllowance.Exceeded;
            }
            if (!isDone)
                return new Problem(
                    ProblemCode.TooLarge,
                    $"RDF: {alike.Count.ToString(CultureInfo.InvariantCulture)} blank nodes resemble each other too much to be told apart with reasonable work");
        }
        dataset.WriteCanonical(output);
        return null;
    }
}
