using Credentials.Issuing;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>The SHA-256 of a file as it stands in an address or a share: hexadecimal digits, or one of the forms that credentials have.</summary>
internal static class FileDigest
{
    private const int Digits = 64;

    /// <summary>As 64 hexadecimal digits in lower case; null for what is no SHA-256.</summary>
    public static string? Parse(string text)
    {
        if (text.Length == Digits && text.All(char.IsAsciiHexDigitLower))
            return text;
        // A slash of base64 comes through the path of an address as it was escaped.
        return text.Length <= 200 ? EvidenceDigest.FindSha256(text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)) : null;
    }
}
