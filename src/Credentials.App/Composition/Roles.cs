namespace Credentials.App.Composition;

/// <summary>The parts that run in this process.</summary>
internal sealed record Roles(bool Issuer, bool Store, bool Verifier)
{
    /// <summary>The issuer records before it signs, so it opens the store itself wherever it runs.</summary>
    public bool OpensStore => Issuer || Store;

    /// <exception cref="StartRefusedException">A name is not one of the three.</exception>
    public static Roles Parse(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return new Roles(true, true, true);
        var names = setting.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => name.ToLowerInvariant()).ToHashSet();
        var unknown = names.Except(["issuer", "store", "verifier"]).FirstOrDefault();
        if (unknown is not null)
            throw new StartRefusedException($"Roles names '{unknown}'; the parts are issuer, store and verifier, separated by commas.");
        return new Roles(names.Contains("issuer"), names.Contains("store"), names.Contains("verifier"));
    }
}
