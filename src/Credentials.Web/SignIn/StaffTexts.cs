namespace Credentials.Web.SignIn;

/// <summary>The texts of the layout of staff's pages.</summary>
public sealed class StaffTexts;
