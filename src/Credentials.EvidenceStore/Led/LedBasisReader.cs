using System.Globalization;
using Credentials.Achievements;

namespace Credentials.EvidenceStore.Led;

/// <summary>Reads what a supplier says of a proof; lengths are those of LED's schema.</summary>
internal static class LedBasisReader
{
    private static readonly string Final = LedFields.WordOf(LedProofState.Final);
    private static readonly string Intermediate = LedFields.WordOf(LedProofState.Intermediate);

    /// <summary>Null where a fault was found that leaves something out which must be there.</summary>
    public static LedBasis? Read(LedReading reading)
    {
        var subject = reading.Dimension("Basis", "Onderwerp", "Code");
        var institution = reading.Text(120, "Basis", "Instelling", "Naam");
        var basis = new LedBasis
        {
            Authenticiteit = reading.Dimension("Basis", "Authenticiteit", "Naam")!,
            Categorie = reading.Dimension("Basis", "Categorie", "Naam")!,
            Graad = reading.Dimension("Basis", "Graad", "Naam")!,
            Onderwijsvorm = reading.Dimension("Basis", "Onderwijsvorm", "Naam")!,
            Bewijstype = reading.Dimension("Basis", "Bewijstype", "Naam")!,
            Bewijsstaat = State(reading),
            Instantie = reading.Dimension("Basis", "Instantie", "Naam")!,
            Onderwerp = new LedCode(subject!, reading.Optional(255, "Basis", "Onderwerp", "Naam")),
            Uitreikingsdatum = Date(reading) ?? default,
            VolledigeNaam = reading.Text(1000, "Basis", "VolledigeNaam")!,
            Land = reading.Text(255, "Basis", "Land", "Code")!,
            Taal = reading.Text(255, "Basis", "Taal", "Code")!,
            Instelling = new LedInstitution(institution!, reading.Optional(6, "Basis", "Instelling", "Nummer")),
            Schooltype = reading.Dimension("Basis", "Schooltype", "Naam")!,
            Studierichting = Named(reading, "Studierichting"),
            Specialisatie = Named(reading, "Specialisatie"),
            DetailOnderwerp = Named(reading, "DetailOnderwerp"),
            Vervalperiode = reading.Optional(100, "Basis", "Vervalperiode"),
            UrenVolwassenenonderwijs = Hours(reading),
            AlternatieveInstanties = [.. OtherBodies(reading)],
            BijkomendeInformaties = [.. Information(reading)],
            Beroepskwalificaties = [.. Qualifications(reading, "Beroepskwalificaties")],
            Deelkwalificaties = [.. Qualifications(reading, "Deelkwalificaties")],
        };
        return basis.Uitreikingsdatum == default || basis.Bewijstype is null || basis.Categorie is null ? null : basis;
    }

    private static LedProofState State(LedReading reading)
    {
        var word = reading.Dimension("Basis", "Bewijsstaat", "Naam");
        if (word is not null && word != Final && word != Intermediate)
            reading.Fault(LedRefusalReasons.UnknownTaxonomy, $"Bewijsstaat is neither {Final} nor {Intermediate}.");
        return word == Intermediate ? LedProofState.Intermediate : LedProofState.Final;
    }

    private static LedDate? Date(LedReading reading)
    {
        if (reading.Text(4, "Basis", "Uitreikingsdatum", "Jaar") is not { } yearText)
            return null;
        var monthText = reading.Optional(2, "Basis", "Uitreikingsdatum", "Maand");
        var dayText = reading.Optional(2, "Basis", "Uitreikingsdatum", "Dag");
        if (Number(yearText) is { } year and >= 1800 and < 2200
            && (monthText is null || Number(monthText) is >= 1 and <= 12)
            && (dayText is null || (monthText is not null && Number(dayText) is { } day && day >= 1 && day <= DateTime.DaysInMonth(year, Number(monthText)!.Value))))
            return new LedDate(year, Number(monthText), Number(dayText));
        reading.Fault(LedRefusalReasons.Malformed, "Uitreikingsdatum is no date of the calendar.");
        return null;
    }

    private static long? Hours(LedReading reading)
    {
        if (reading.Optional(10, "Basis", "UrenVolwassenenonderwijs") is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hours))
            return hours;
        reading.Fault(LedRefusalReasons.Malformed, "UrenVolwassenenonderwijs is no whole number.");
        return null;
    }

    private static LedNamed? Named(LedReading reading, string name) =>
        reading.Optional(2000, "Basis", name, "Naam") is { } text ? new LedNamed(text, reading.Optional(1000, "Basis", name, "Code")) : null;

    private static IEnumerable<LedOtherBody> OtherBodies(LedReading reading)
    {
        foreach (var body in reading.Element.At("Basis", "AlternatieveInstanties")?.All("AlternatieveInstantie") ?? [])
        {
            if (reading.OptionalOf(body, 255, "Instantierol", "Naam") is { } role && reading.OptionalOf(body, 255, "Instantie", "Naam") is { } name)
                yield return new LedOtherBody(role, name);
        }
    }

    private static IEnumerable<LedInformation> Information(LedReading reading)
    {
        foreach (var information in reading.Element.At("Basis", "BijkomendeInformaties")?.All("BijkomendeInformatie") ?? [])
        {
            if (reading.OptionalOf(information, 255, "Naam") is { } name && reading.OptionalOf(information, 1000, "Inhoud") is { } content)
                yield return new LedInformation(name, content);
        }
    }

    private static IEnumerable<LedNamed> Qualifications(LedReading reading, string list)
    {
        foreach (var qualification in reading.Element.At("Basis", list)?.Children ?? [])
        {
            if (reading.OptionalOf(qualification, 255, "Naam") is { } name)
                yield return new LedNamed(name, reading.OptionalOf(qualification, 255, "Code"));
        }
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
