using Credentials.SdJwts;

namespace Credentials.Presentations;

/// <summary>By which claims of one form of credential something can be shown: ways to show it, the best first, each one or more claims together.</summary>
/// <param name="Ways">None where the form has no such claim; a way without claims where not every credential of the form has it.</param>
internal sealed record ClaimNeed(IReadOnlyList<IReadOnlyList<ClaimPath>> Ways)
{
    public static ClaimNeed None { get; } = new([]);

    /// <summary>One way: these members of the credential together.</summary>
    public static ClaimNeed Members(params IReadOnlyList<string> names) => new([[.. names.Select(name => ClaimPath.Of(name))]]);

    /// <summary>One way: the claim at this path; <c>*</c> stands for every element of an array.</summary>
    public static ClaimNeed At(params IReadOnlyList<string> steps) =>
        new([[ClaimPath.Of([.. steps.Select(step => step == "*" ? ClaimStep.Every : ClaimStep.Member(step))])]]);

    /// <summary>Another way, where the first cannot be gone.</summary>
    public ClaimNeed Or(ClaimNeed other) => new([.. Ways, .. other.Ways]);

    /// <summary>Not every credential has it.</summary>
    public ClaimNeed OrNothing() => new([.. Ways, []]);
}
