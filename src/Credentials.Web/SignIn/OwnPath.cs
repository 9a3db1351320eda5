namespace Credentials.Web.SignIn;

/// <summary>Where to go after signing in: a page of staff, never a place that whoever made the link chose.</summary>
public static class OwnPath
{
    public const string QueryName = "to";

    private const int Longest = 1000;

    /// <summary>
    /// The path with its query, or the start page for everything that is not plainly one of ours. Browsers read a backslash as a slash, drop line breaks
    /// and tabs, and take an encoded dot for a dot, so none may be in it; no path of ours has anything encoded.
    /// </summary>
    public static string Of(string? text) => text is not null && IsOwn(text) ? text : StaffPaths.Start;

    private static bool IsOwn(string text) =>
        text.Length <= Longest && text.StartsWith(StaffPaths.Start, StringComparison.Ordinal)
        && (text.Length == StaffPaths.Start.Length || text[StaffPaths.Start.Length] is '/' or '?')
        && !text.StartsWith(StaffPaths.SignIn, StringComparison.Ordinal) && !text.StartsWith(StaffPaths.SignOut, StringComparison.Ordinal)
        && !text.AsSpan().ContainsAny('\\', '#') && !text.Contains("/.", StringComparison.Ordinal) && !text.Any(unit => unit is <= ' ' or >= '\x7f')
        && !text.Split('?')[0].Contains('%', StringComparison.Ordinal);
}
