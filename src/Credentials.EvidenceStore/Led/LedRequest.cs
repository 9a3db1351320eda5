using System.Globalization;
using System.Xml;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Led;

/// <summary>Writes the request RegistreerBewijs 02.00, one proof a call, in a SOAP 1.1 envelope.</summary>
public static class LedRequest
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false), OmitXmlDeclaration = false };

    /// <summary>The bytes to send. The same arguments give the same bytes.</summary>
    /// <param name="registration">What is registered.</param>
    /// <param name="sender">Who sends.</param>
    /// <param name="message">Names this message; LED repeats it in its answer. A message that is sent again keeps its name.</param>
    /// <param name="now">When it is sent; written as the time of Brussels.</param>
    public static byte[] Register(LedRegistration registration, LedSender sender, Guid message, DateTimeOffset now)
    {
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, Settings))
        {
            xml.WriteStartElement("soapenv", "Envelope", LedNames.Soap11);
            xml.WriteStartElement("Header", LedNames.Soap11);
            xml.WriteEndElement();
            xml.WriteStartElement("Body", LedNames.Soap11);
            xml.WriteStartElement("reg", LedNames.RegisterProof, LedNames.RegisterProofSpace);
            xml.WriteStartElement("Verzoek");
            WriteContext(xml, sender, message, now);
            xml.WriteStartElement("Vragen");
            xml.WriteStartElement("Vraag");
            xml.WriteElementString("Referte", message.ToString("D"));
            xml.WriteStartElement("Inhoud");
            xml.WriteStartElement("Bewijsregistratie");
            xml.WriteStartElement("Leverancier");
            xml.WriteElementString("Naam", registration.Leverancier.Naam);
            xml.WriteElementString("Bewijsreferte", registration.Leverancier.Bewijsreferte);
            xml.WriteEndElement();
            xml.WriteStartElement("PersoonUitgereikt");
            xml.WriteElementString("INSZ", registration.PersoonUitgereikt.Digits);
            xml.WriteEndElement();
            xml.WriteStartElement("Bewijs");
            LedBasisWriter.Write(xml, registration.Bewijs);
            xml.WriteEndDocument();
        }
        return output.ToArray();
    }

    private static void WriteContext(XmlWriter xml, LedSender sender, Guid message, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, BrusselsTime.Zone);
        xml.WriteStartElement("Context");
        xml.WriteElementString("Naam", LedNames.RegisterProof);
        xml.WriteElementString("Versie", LedNames.Version);
        xml.WriteStartElement("Bericht");
        xml.WriteElementString("Type", "VRAAG");
        xml.WriteStartElement("Tijdstip");
        xml.WriteElementString("Datum", local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        xml.WriteElementString("Tijd", local.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteStartElement("Afzender");
        xml.WriteElementString("Identificatie", sender.Identificatie);
        if (sender.Naam is { } name)
            xml.WriteElementString("Naam", name);
        xml.WriteElementString("Referte", message.ToString("D"));
        if (sender.Hoedanigheid is { } capacity)
            xml.WriteElementString("Hoedanigheid", capacity);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
