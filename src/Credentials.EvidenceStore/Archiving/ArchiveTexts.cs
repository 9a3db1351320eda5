using System.Globalization;

namespace Credentials.EvidenceStore.Archiving;

/// <summary>What an archive says to the learner, in the learner's language.</summary>
internal static class ArchiveTexts
{
    public static string ReadMe(string language, DateTimeOffset now) => string.Format(
        CultureInfo.InvariantCulture, language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? Dutch : English, now.UtcDateTime);

    private const string Dutch = """
        UW GEGEVENS

        Dit archief bevat alles wat over u is bijgehouden, op {0:yyyy-MM-dd} om {0:HH:mm} (UTC).

        records.json        uw leerbewijzen: wat, wanneer, op welk niveau, wat erover gemeld is en wat ermee gebeurde
        credentials/        de ondertekende bewijzen zelf. Elk bestand kan door iedereen worden nagekeken, ook als u het elders bewaart
                            .jwt en .json zijn hetzelfde bewijs in twee vormen
        evidence/           de documenten die bij een leerbewijs bewaard worden, per leerbewijs
        lookups.json        wie u opzocht met uw rijksregisternummer, wanneer en waarvoor, ook als dat geweigerd werd

        Bewaar dit archief zorgvuldig: het bevat persoonlijke gegevens.

        """;

    private const string English = """
        YOUR DATA

        This archive holds everything that is kept about you, as of {0:yyyy-MM-dd} at {0:HH:mm} (UTC).

        records.json        your records: what, when, at which level, what was said about it and what happened to it
        credentials/        the signed credentials themselves. Anyone can check each file, also when you keep it elsewhere
                            .jwt and .json are one credential in two forms
        evidence/           the documents that are kept with a record, by record
        lookups.json        who looked you up by your national number, when and what for, also where that was refused

        Keep this archive with care: it holds personal data.

        """;
}
