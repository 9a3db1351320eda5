namespace Credentials.Web.SignIn;

/// <summary>Where the pages of staff are that every one of them leads to.</summary>
public static class StaffPaths
{
    public const string Start = "/staff";
    public const string SignIn = "/staff/sign-in";
    public const string SignOut = "/staff/sign-out";
}
