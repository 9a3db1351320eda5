namespace Credentials.IssuerService.Staff.SignIn;

/// <summary>The texts of the pages where one signs in.</summary>
public sealed class SignInTexts;
