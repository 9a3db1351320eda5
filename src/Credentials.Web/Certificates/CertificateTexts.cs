namespace Credentials.Web.Certificates;

/// <summary>The texts of the printed certificate.</summary>
public sealed class CertificateTexts;
