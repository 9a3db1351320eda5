using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.VcApi;

/// <summary>The app in its conformance profile.</summary>
public sealed class ConformanceApp : CredentialsApp
{
    public ConformanceApp() => Settings["Profile"] = "conformance";
}
