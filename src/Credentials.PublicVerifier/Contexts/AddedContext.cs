namespace Credentials.PublicVerifier.Contexts;

/// <summary>A JSON-LD context in a file, as it is published at its address.</summary>
public sealed class AddedContext
{
    /// <summary>The address by which credentials name it.</summary>
    public string? Url { get; set; }

    /// <summary>The path of the file; a relative one begins where the service was started.</summary>
    public string? File { get; set; }

    /// <summary>The SHA-256 of the file in hexadecimal digits: what a signature covers depends on every byte.</summary>
    public string? Sha256 { get; set; }
}
