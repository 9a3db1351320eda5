namespace Credentials.App;

/// <summary>The configuration is wrong or unsafe. The message is one line for the operator and names the setting to change.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
