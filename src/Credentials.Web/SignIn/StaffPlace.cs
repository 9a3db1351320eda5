namespace Credentials.Web.SignIn;

/// <summary>The pages that every page of staff leads to, in the order of the navigation.</summary>
/// <param name="Name">Its text is <c>nav.NAME</c> in <see cref="StaffTexts"/>.</param>
/// <param name="Role">Whom it is shown to.</param>
public sealed record StaffPlace(string Name, string Path, StaffRole Role)
{
    public static IReadOnlyList<StaffPlace> All { get; } =
    [
        new("start", StaffPaths.Start, StaffRole.Reader),
        new("achievements", "/staff/achievements", StaffRole.Reader),
        new("award", "/staff/award", StaffRole.Issuer),
        new("lists", "/staff/lists", StaffRole.Reader),
        new("credentials", "/staff/credentials", StaffRole.Reader),
        new("learners", "/staff/learners", StaffRole.Reader),
        new("requests", "/staff/requests", StaffRole.Reader),
        new("evidence", "/staff/records", StaffRole.Reader),
        new("statistics", "/staff/statistics", StaffRole.Reader),
        new("audit", "/staff/audit", StaffRole.Reader),
        new("people", "/staff/people", StaffRole.Administrator),
    ];

    /// <summary>Null where this installation has no such pages.</summary>
    public static StaffPlace? Find(string name) => All.FirstOrDefault(place => place.Name == name);

    /// <summary>Whether a page is one of this place's.</summary>
    public bool Holds(string path) => path == Path || (Path != StaffPaths.Start && path.StartsWith(Path + "/", StringComparison.Ordinal));
}
