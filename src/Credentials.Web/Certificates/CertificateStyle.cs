namespace Credentials.Web.Certificates;

/// <summary>The style sheet of the certificate, which stands in the page itself: nothing is loaded when it is printed.</summary>
internal static class CertificateStyle
{
    public static string Sheet { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(CertificateStyle).Assembly.GetManifestResourceStream("certificate.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
