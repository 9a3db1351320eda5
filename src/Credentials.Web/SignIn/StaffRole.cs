namespace Credentials.Web.SignIn;

/// <summary>What a member of a centre's staff may do; each role includes the one before.</summary>
public enum StaffRole
{
    /// <summary>Looks.</summary>
    Reader = 1,

    /// <summary>Awards, suspends and revokes.</summary>
    Issuer = 2,

    /// <summary>Says who works for the centre.</summary>
    Administrator = 3,
}

/// <summary>The words that stand for roles in addresses, in forms and on the command line.</summary>
public static class StaffRoles
{
    public static IReadOnlyList<StaffRole> All { get; } = [StaffRole.Reader, StaffRole.Issuer, StaffRole.Administrator];

    public static string Word(this StaffRole role) => role switch
    {
        StaffRole.Reader => "reader",
        StaffRole.Issuer => "issuer",
        StaffRole.Administrator => "administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "a role without a word"),
    };

    /// <summary>Null for what is no role.</summary>
    public static StaffRole? Find(string? word) =>
        All.Where(role => string.Equals(role.Word(), word, StringComparison.OrdinalIgnoreCase)).Cast<StaffRole?>().FirstOrDefault();
}
