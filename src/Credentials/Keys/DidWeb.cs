namespace Credentials.Keys;

/// <summary>The did:web method: building identifiers from addresses and finding the address of the document.</summary>
public static class DidWeb
{
    /// <summary><c>http://localhost:8080</c> and <c>centres/demo</c> give <c>did:web:localhost%3A8080:centres:demo</c>.</summary>
    public static Did Build(Uri origin, string path) => throw new NotImplementedException();

    /// <summary>Where the document lies (https). IP addresses as host, user info, empty or dot segments are <see cref="ProblemCode.InvalidInput"/>.</summary>
    public static Result<Uri> DocumentUrl(Did did) => throw new NotImplementedException();
}
