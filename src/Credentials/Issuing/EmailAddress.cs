using System.Text.RegularExpressions;

namespace Credentials.Issuing;

/// <summary>
/// E-mail addresses as people have them: a dot-atom (RFC 5322 section 3.2.3, letters of any script as in RFC 6531) at a domain name of at least two labels.
/// Quoted local parts and address literals, which no learner uses, are refused.
/// </summary>
public static class EmailAddress
{
    /// <summary>RFC 5321 section 4.5.3.1.3, less the angle brackets.</summary>
    public const int MostCharacters = 254;

    private const string Atom = @"[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private const string Label = @"[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?";

    private static readonly Regex Form = new($@"^{Atom}(\.{Atom})*@({Label}\.)+{Label}\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static bool IsWellFormed(string text) =>
        text.Length <= MostCharacters && text.IndexOf('@', StringComparison.Ordinal) is > 0 and <= 64 && Form.IsMatch(text);
}
