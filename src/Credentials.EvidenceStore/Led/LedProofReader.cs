using System.Globalization;
using Credentials.Achievements;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Led;

/// <summary>Reads one Bewijs of an answer.</summary>
internal static class LedProofReader
{
    private static readonly DateOnly FirstBelievable = new(1900, 1, 1);

    /// <summary>The proof, or null and the refusal.</summary>
    public static LedProof? Read(LedElement element, int position, bool acceptTestNumbers, out LedRefusal? refusal)
    {
        var reading = new LedReading(element);
        var reference = reading.Text(36, "BewijsrefertesLed", "Bewijsreferte");
        var change = reading.Text(36, "BewijsrefertesLed", "Bewijsmutatiereferte");
        var status = Status(reading);
        var supplierName = reading.Text(100, "Leverancier", "Naam");
        var supplierReference = reading.Text(36, "Leverancier", "Bewijsreferte");
        var number = Number(reading, acceptTestNumbers);
        var basis = LedBasisReader.Read(reading);
        var kind = Kind(reading, basis);
        var derived = new LedDerived(
            Code(reading, "ISCEDStudiegebied"), Code(reading, "ISCEDNiveau"),
            Code(reading, "VKSNiveauOnderwijskwalificatie"), Code(reading, "VKSNiveauBeroepskwalificatie"));
        var supplier = supplierName is null || supplierReference is null ? null : new LedSupplier(supplierName, supplierReference);
        refusal = reading.First is { } fault ? new LedRefusal(position, supplier, reference, fault.Reason, fault.Detail) : null;
        if (refusal is not null)
            return null;

        return new LedProof
        {
            Bewijsreferte = reference!,
            Bewijsmutatiereferte = change!,
            Status = status,
            ChangedAt = ChangedAt(element),
            Leverancier = supplier!,
            PersoonUitgereikt = number,
            Basis = basis!,
            Afgeleid = derived,
            Kind = kind,
            Gaps = LedTaxonomy.GapsOf(basis!, derived),
        };
    }

    private static LedProofStatus Status(LedReading reading)
    {
        var code = reading.Text(2, "BewijsstatusLed", "Code");
        if (code is not (null or "1" or "10"))
            reading.Fault(LedRefusalReasons.Malformed, "BewijsstatusLed/Code is neither 1 (registered) nor 10 (cancelled).");
        return code == "10" ? LedProofStatus.Cancelled : LedProofStatus.Registered;
    }

    private static NationalNumber Number(LedReading reading, bool acceptTestNumbers)
    {
        var text = reading.Text(11, "PersoonUitgereikt", "INSZ");
        if (NationalNumber.TryParse(text, out var number, acceptTestNumbers) || text is null)
            return number;
        reading.Fault(LedRefusalReasons.BadNationalNumber, NationalNumber.TryParse(text, out _, acceptTestNumbers: true)
            ? "The person has a test number, which is not accepted here."
            : "The number of the person is no national number.");
        return default;
    }

    private static ProofKind Kind(LedReading reading, LedBasis? basis)
    {
        if (basis is null)
            return default;
        if (basis.Uitreikingsdatum.FirstDay < FirstBelievable)
            reading.Fault(LedRefusalReasons.UnknownDate, $"The date {basis.Uitreikingsdatum} stands for a date that is not known.");
        if (LedTaxonomy.TryKind(basis.Bewijstype, basis.Categorie, out var kind))
            return kind;
        reading.Fault(LedRefusalReasons.UnknownTaxonomy, "This type of proof (Bewijstype) is none that is known.");
        return default;
    }

    private static LedCode? Code(LedReading reading, string name) =>
        reading.Optional(255, "Afgeleid", name, "Code") is { } code ? new LedCode(code, reading.Optional(500, "Afgeleid", name, "Naam")) : null;

    /// <summary>LED writes DD.MM.JJJJ and the time of Brussels, with or without milliseconds.</summary>
    private static DateTimeOffset? ChangedAt(LedElement element)
    {
        var text = $"{element.TextAt("BewijsstatusLed", "DatumModificatie", "Datum")} {element.TextAt("BewijsstatusLed", "DatumModificatie", "Tijd")}";
        return DateTime.TryParseExact(
            text, ["dd.MM.yyyy HH:mm:ss.fff", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, BrusselsTime.Zone.GetUtcOffset(local)) : null;
    }
}
