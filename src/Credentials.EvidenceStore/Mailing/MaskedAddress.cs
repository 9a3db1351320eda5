namespace Credentials.EvidenceStore.Mailing;

/// <summary>An e-mail address by which its owner knows it and nobody else: <c>a…@e…be</c>.</summary>
public static class MaskedAddress
{
    public static string Of(string address)
    {
        var at = address.LastIndexOf('@');
        var domain = address[(at + 1)..];
        return $"{First(address)}…@{First(domain)}…{domain[(domain.LastIndexOf('.') + 1)..]}";
    }

    private static string First(string text) => System.Globalization.StringInfo.GetNextTextElement(text);
}
