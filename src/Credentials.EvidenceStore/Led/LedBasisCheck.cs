using Credentials.Inputs;

namespace Credentials.EvidenceStore.Led;

/// <summary>Checks what is to be registered against LED's schema (BewijsBasisType): which elements must be there, their lengths and their codes.</summary>
internal static class LedBasisCheck
{
    private const int Dimension = 255;
    private const int MostInList = 50;
    private const long MostHours = 9_999_999_999;

    /// <summary>The proof with its texts folded; complete only where no fault was added.</summary>
    public static LedBasis Check(LedCheck check, LedBasis basis)
    {
        CheckDate(check, basis.Uitreikingsdatum);
        CheckLists(check, basis);
        if (basis.UrenVolwassenenonderwijs is < 0 or > MostHours)
            check.Fault("/bewijs/urenVolwassenenonderwijs", InputReasons.OutOfRange, "LED takes one to ten digits here.");
        return basis with
        {
            Authenticiteit = check.Text("/bewijs/authenticiteit", basis.Authenticiteit, Dimension)!,
            Categorie = check.Text("/bewijs/categorie", basis.Categorie, Dimension)!,
            Graad = check.Text("/bewijs/graad", basis.Graad, Dimension)!,
            Onderwijsvorm = check.Text("/bewijs/onderwijsvorm", basis.Onderwijsvorm, Dimension)!,
            Bewijstype = check.Text("/bewijs/bewijstype", basis.Bewijstype, Dimension)!,
            Instantie = check.Text("/bewijs/instantie", basis.Instantie, Dimension)!,
            Onderwerp = check.Code("/bewijs/onderwerp", basis.Onderwerp)!,
            VolledigeNaam = check.Text("/bewijs/volledigeNaam", basis.VolledigeNaam, 1000)!,
            Land = Country(check, basis.Land)!,
            Taal = Language(check, basis.Taal)!,
            Instelling = Institution(check, basis.Instelling)!,
            Schooltype = check.Text("/bewijs/schooltype", basis.Schooltype, Dimension)!,
            Studierichting = check.Named("/bewijs/studierichting", basis.Studierichting),
            Specialisatie = check.Named("/bewijs/specialisatie", basis.Specialisatie),
            DetailOnderwerp = check.Named("/bewijs/detailOnderwerp", basis.DetailOnderwerp),
            Vervalperiode = check.Optional("/bewijs/vervalperiode", basis.Vervalperiode, 100),
            AlternatieveInstanties = [.. basis.AlternatieveInstanties.Select((body, index) => new LedOtherBody(
                check.Text(Pointers.Of("/bewijs/alternatieveInstanties", index) + "/instantierol", body.Instantierol, Dimension)!,
                check.Text(Pointers.Of("/bewijs/alternatieveInstanties", index) + "/instantie", body.Instantie, Dimension)!))],
            BijkomendeInformaties = [.. basis.BijkomendeInformaties.Select((information, index) => new LedInformation(
                check.Text(Pointers.Of("/bewijs/bijkomendeInformaties", index) + "/naam", information.Naam, Dimension)!,
                check.Text(Pointers.Of("/bewijs/bijkomendeInformaties", index) + "/inhoud", information.Inhoud, 1000)!))],
        };
    }

    /// <summary>The schema takes the years 1800 to 2199; a proof of a day that is not in the calendar is refused besides.</summary>
    private static void CheckDate(LedCheck check, LedDate date)
    {
        if (date is not { Year: >= 1800 and < 2200, Month: null or (>= 1 and <= 12) }
            || (date.Day is { } day && (date.Month is not { } month || day < 1 || day > DateTime.DaysInMonth(date.Year, month))))
            check.Fault("/bewijs/uitreikingsdatum", InputReasons.NotADate, "This must be a year from 1800 on, a month of it, or a day.");
    }

    private static void CheckLists(LedCheck check, LedBasis basis)
    {
        check.AtMost("/bewijs/alternatieveInstanties", basis.AlternatieveInstanties.Count, MostInList);
        check.AtMost("/bewijs/bijkomendeInformaties", basis.BijkomendeInformaties.Count, MostInList);
        var names = new HashSet<string?>(StringComparer.Ordinal);
        for (var index = 0; index < basis.BijkomendeInformaties.Count; index++)
        {
            if (!names.Add(LedText.Fold(basis.BijkomendeInformaties[index].Naam)))
                check.Fault(Pointers.Of("/bewijs/bijkomendeInformaties", index) + "/naam", InputReasons.Duplicate, "This name stands in the list already.");
        }
    }

    private static string? Country(LedCheck check, string? country)
    {
        if (LedText.Fold(country) is LedNames.NotAvailable or LedNames.NotApplicable
            || (country is { Length: 3 } && country.All(char.IsAsciiLetterUpper)))
            return LedText.Fold(country);
        check.Fault("/bewijs/land", InputReasons.BadFormat, "This must be a country code of three capitals (ISO 3166-1 alpha-3), such as BEL.");
        return null;
    }

    private static string? Language(LedCheck check, string? language)
    {
        if (language is { Length: 3 } && language.All(char.IsAsciiLetterLower))
            return language;
        check.Fault("/bewijs/taal", InputReasons.BadFormat, "This must be a language code of three small letters (ISO 639-3), such as nld.");
        return null;
    }

    private static LedInstitution? Institution(LedCheck check, LedInstitution institution)
    {
        var number = LedText.Fold(institution.Nummer);
        if (number is not null && (number.Length > 6 || !number.All(char.IsAsciiDigit)))
            check.Fault("/bewijs/instelling/nummer", InputReasons.BadFormat, "LED takes one to six digits here.");
        return check.Text("/bewijs/instelling/naam", institution.Naam, 120) is { } name ? new LedInstitution(name, number) : null;
    }
}
