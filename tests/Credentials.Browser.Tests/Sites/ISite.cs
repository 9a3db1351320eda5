namespace Credentials.Browser.Tests.Sites;

/// <summary>A running service for a browser to visit.</summary>
public interface ISite : IAsyncDisposable
{
    /// <summary>Where it listens; known once started.</summary>
    Uri Address { get; }

    Task StartAsync();
}
