namespace Credentials.Verifying;

/// <summary>What came of looking for a fact: found, certainly not there, or not to be had now. The last two are different truths.</summary>
public abstract record Gathered<T>
{
    private Gathered()
    {
    }

    public sealed record Found(T Value) : Gathered<T>;

    /// <param name="Reason">A sentence safe to show.</param>
    public sealed record NotFound(string Reason) : Gathered<T>;

    /// <param name="Reason">A sentence safe to show.</param>
    public sealed record Unreachable(string Reason) : Gathered<T>;

    /// <summary>Why it was not found; empty where it was.</summary>
    internal string WhyNot() => this switch
    {
        NotFound missing => missing.Reason,
        Unreachable unreachable => unreachable.Reason,
        _ => "",
    };
}
