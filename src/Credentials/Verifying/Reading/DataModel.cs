namespace Credentials.Verifying.Reading;

/// <summary>The Verifiable Credentials Data Model that a credential or presentation says it follows.</summary>
internal enum DataModel
{
    Unknown,

    /// <summary>1.1, read but never issued.</summary>
    Version1,

    /// <summary>2.0.</summary>
    Version2,
}
