using Credentials.Frameworks;

namespace Credentials.Issuing;

/// <summary>A centre: the awarding body, the <c>issuer</c> of its credentials.</summary>
/// <param name="Slug">Its name in addresses: 1 to 63 of a-z, 0-9 and inner hyphens.</param>
/// <param name="Name">Its legal name.</param>
/// <param name="Kbo">Its number in the Belgian Crossroads Bank for Enterprises.</param>
/// <param name="Address">Where it is; the country and region are mandatory EU elements.</param>
/// <param name="MayAward">What it may award, at which level, when.</param>
public sealed record Centre(string Slug, string Name, KboNumber Kbo, CentreAddress Address, IReadOnlyList<AwardingRight> MayAward)
{
    public IReadOnlyList<AwardingRight> MayAward { get; init => field = ValueList<AwardingRight>.Of(value); } = ValueList<AwardingRight>.Of(MayAward);

    public string? Homepage { get; init; }

    public string? Email { get; init; }

    /// <summary>Whether learners are written to about its awards, where mails are sent at all.</summary>
    public bool SendsMail { get; init; } = true;

    /// <summary>Whether the centre might award this level on this day.</summary>
    public bool MayAwardOn(FrameworkLevel level, DateOnly day) => MayAward.Any(right => right.Covers(level, day));

    /// <summary>Whether it may award the level on any day, by a right that has neither beginning nor end.</summary>
    public bool MayAlwaysAward(FrameworkLevel level) =>
        MayAward.Any(right => right is { From: null, Until: null } && right.Covers(level, DateOnly.MinValue));
}

/// <param name="CountryCode">ISO 3166-1 alpha-2, e.g. <c>BE</c>.</param>
/// <param name="Region">E.g. <c>Vlaanderen</c>.</param>
public sealed record CentreAddress(
    string CountryCode, string Region, string? Street = null, string? PostalCode = null, string? Locality = null);

/// <summary>
/// The right to award some levels of one framework, from and until (both inclusive, null = open). Where the framework is referenced to the EQF,
/// the right to award a level is also the right to name the EQF level that it corresponds to; the reverse does not hold.
/// </summary>
public sealed record AwardingRight(string Framework, IReadOnlyList<int> Levels, DateOnly? From = null, DateOnly? Until = null)
{
    public IReadOnlyList<int> Levels { get; init => field = ValueList<int>.Of(value); } = ValueList<int>.Of(Levels);

    public bool Covers(FrameworkLevel level, DateOnly day) => !(day < From) && !(day > Until) && Names(level);

    private bool Names(FrameworkLevel level)
    {
        if (level.Framework == Framework)
        {
            return Levels.Contains(level.Level);
        }

        if (level.Framework != QualificationsFramework.Eqf)
        {
            return false;
        }

        foreach (var number in Levels)
        {
            if (QualificationsFramework.TryFindLevel(Framework, number, out var own) && QualificationsFramework.TryToEqf(own, out var eqf) && eqf == level)
            {
                return true;
            }
        }

        return false;
    }
}
