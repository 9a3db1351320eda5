namespace Credentials.Browser.Tests.Sites;

/// <summary>A running service with one share in each state: the pages over samples, or the whole app.</summary>
public interface ISite : IAsyncDisposable
{
    Uri Address { get; }

    /// <summary>The path of the page in a state: <c>valid</c>, <c>revoked</c>, <c>undetermined</c>; <c>learner</c> for the learner's own page.</summary>
    string PathOf(string state);

    /// <summary>The text of a valid credential, to be pasted or saved as a file.</summary>
    string CredentialText { get; }

    Task StartAsync();
}
