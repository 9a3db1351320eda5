namespace Credentials.Presentations;

/// <summary>What someone wants to see of a holder's credentials.</summary>
/// <param name="Achievement">This very micro-credential; null for any.</param>
/// <param name="MinimumLevel">At least this level, 1 to 8, of the EQF or of a framework that is referenced to it, as the VKS; null for any.</param>
/// <param name="Claims">What is to be shown. The title is shown as well where a certain micro-credential is asked for, and the level where a level is.</param>
public sealed record PresentationAsk(AskedAchievement? Achievement, int? MinimumLevel, IReadOnlyList<AskedClaim> Claims)
{
    public const int LowestLevel = 1;
    public const int HighestLevel = 8;

    /// <exception cref="ArgumentOutOfRangeException">No level from 1 to 8.</exception>
    public int? MinimumLevel { get; init => field = Checked(value); } = Checked(MinimumLevel);

    public IReadOnlyList<AskedClaim> Claims { get; init => field = ValueList<AskedClaim>.Of(value.Distinct()); } = ValueList<AskedClaim>.Of(Claims.Distinct());

    /// <summary>The claims and those without which the rest of the question could not be answered.</summary>
    internal IEnumerable<AskedClaim> Needed =>
        AskedClaim.All.Where(claim => Claims.Contains(claim)
            || (claim == AskedClaim.Title && Achievement is not null) || (claim == AskedClaim.Level && MinimumLevel is not null));

    private static int? Checked(int? level) =>
        level is null or (>= LowestLevel and <= HighestLevel) ? level : throw new ArgumentOutOfRangeException(nameof(level), level, "a level is 1 to 8");
}
