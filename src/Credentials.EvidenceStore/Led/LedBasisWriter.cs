using System.Globalization;
using System.Xml;
using Credentials.Achievements;

namespace Credentials.EvidenceStore.Led;

/// <summary>Writes the elements of BewijsBasisType in the order of the schema.</summary>
internal static class LedBasisWriter
{
    public static void Write(XmlWriter xml, LedBasis basis)
    {
        Named(xml, "Authenticiteit", basis.Authenticiteit);
        Named(xml, "Categorie", basis.Categorie);
        Named(xml, "Graad", basis.Graad);
        Named(xml, "Onderwijsvorm", basis.Onderwijsvorm);
        Named(xml, "Bewijstype", basis.Bewijstype);
        Named(xml, "Bewijsstaat", LedFields.WordOf(basis.Bewijsstaat));
        Named(xml, "Instantie", basis.Instantie);
        xml.WriteStartElement("Onderwerp");
        xml.WriteElementString("Code", basis.Onderwerp.Code);
        Optional(xml, "Naam", basis.Onderwerp.Naam);
        xml.WriteEndElement();
        WriteDate(xml, basis.Uitreikingsdatum);
        xml.WriteElementString("VolledigeNaam", basis.VolledigeNaam);
        Coded(xml, "Land", basis.Land);
        Coded(xml, "Taal", basis.Taal);
        xml.WriteStartElement("Instelling");
        xml.WriteElementString("Naam", basis.Instelling.Naam);
        Optional(xml, "Nummer", basis.Instelling.Nummer);
        xml.WriteEndElement();
        Named(xml, "Schooltype", basis.Schooltype);
        Named(xml, "Studierichting", basis.Studierichting);
        Named(xml, "Specialisatie", basis.Specialisatie);
        Named(xml, "DetailOnderwerp", basis.DetailOnderwerp);
        Optional(xml, "Vervalperiode", basis.Vervalperiode);
        Optional(xml, "UrenVolwassenenonderwijs", basis.UrenVolwassenenonderwijs?.ToString(CultureInfo.InvariantCulture));
        WriteOtherBodies(xml, basis.AlternatieveInstanties);
        WriteInformation(xml, basis.BijkomendeInformaties);
    }

    private static void WriteDate(XmlWriter xml, LedDate date)
    {
        xml.WriteStartElement("Uitreikingsdatum");
        xml.WriteElementString("Jaar", date.Year.ToString("0000", CultureInfo.InvariantCulture));
        Optional(xml, "Maand", date.Month?.ToString("00", CultureInfo.InvariantCulture));
        Optional(xml, "Dag", date.Day?.ToString("00", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static void WriteOtherBodies(XmlWriter xml, IReadOnlyList<LedOtherBody> bodies)
    {
        if (bodies.Count == 0)
            return;
        xml.WriteStartElement("AlternatieveInstanties");
        foreach (var body in bodies)
        {
            xml.WriteStartElement("AlternatieveInstantie");
            Named(xml, "Instantierol", body.Instantierol);
            Named(xml, "Instantie", body.Instantie);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteInformation(XmlWriter xml, IReadOnlyList<LedInformation> all)
    {
        if (all.Count == 0)
            return;
        xml.WriteStartElement("BijkomendeInformaties");
        foreach (var information in all)
        {
            xml.WriteStartElement("BijkomendeInformatie");
            xml.WriteElementString("Naam", information.Naam);
            xml.WriteElementString("Inhoud", information.Inhoud);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Named(XmlWriter xml, string element, string name)
    {
        xml.WriteStartElement(element);
        xml.WriteElementString("Naam", name);
        xml.WriteEndElement();
    }

    private static void Named(XmlWriter xml, string element, LedNamed? named)
    {
        if (named is null)
            return;
        xml.WriteStartElement(element);
        xml.WriteElementString("Naam", named.Naam);
        Optional(xml, "Code", named.Code);
        xml.WriteEndElement();
    }

    private static void Coded(XmlWriter xml, string element, string code)
    {
        xml.WriteStartElement(element);
        xml.WriteElementString("Code", code);
        xml.WriteEndElement();
    }

    private static void Optional(XmlWriter xml, string element, string? text)
    {
        if (text is not null)
            xml.WriteElementString(element, text);
    }
}
