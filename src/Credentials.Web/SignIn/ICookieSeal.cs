using System.Diagnostics.CodeAnalysis;

namespace Credentials.Web.SignIn;

/// <summary>
/// Seals what a browser keeps for us, so that it can neither read nor change it. Every process of one installation opens what another sealed, also after a
/// restart. How old it is, is for the caller to look at.
/// </summary>
public interface ICookieSeal
{
    /// <param name="purpose">What it is for: sealed for one, it is nothing for another.</param>
    string Seal(string purpose, ReadOnlySpan<byte> plain);

    /// <summary>False for whatever was not sealed here for that purpose.</summary>
    bool TryOpen(string purpose, string text, [NotNullWhen(true)] out byte[]? plain);
}
