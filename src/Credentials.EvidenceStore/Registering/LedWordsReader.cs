using Credentials.EvidenceStore.Led;
using Credentials.Inputs;

namespace Credentials.EvidenceStore.Registering;

/// <summary>Reads LED's own words of a proof; lengths are those of LED's schema.</summary>
internal static class LedWordsReader
{
    private const int Dimension = 255;
    private const int MostInList = 50;
    private const long MostHours = 9_999_999_999;

    public static LedWords? Read(InputObject root)
    {
        if (root.Object("led") is not { } led)
            return null;
        var words = new LedWords
        {
            Bewijsreferte = led.Text("bewijsreferte", 36),
            Authenticiteit = led.Text("authenticiteit", Dimension),
            Categorie = led.Text("categorie", Dimension),
            Graad = led.Text("graad", Dimension),
            Onderwijsvorm = led.Text("onderwijsvorm", Dimension),
            Bewijstype = led.Text("bewijstype", Dimension),
            Instantie = led.Text("instantie", Dimension),
            Schooltype = led.Text("schooltype", Dimension),
            VolledigeNaam = led.Text("volledigeNaam", 1000),
            Onderwerp = Code(led, "onderwerp"),
            Studierichting = Named(led, "studierichting"),
            Specialisatie = Named(led, "specialisatie"),
            DetailOnderwerp = Named(led, "detailOnderwerp"),
            UrenVolwassenenonderwijs = (long?)led.Number("urenVolwassenenonderwijs", 0, MostHours, whole: true),
            AlternatieveInstanties = List(led, "alternatieveInstanties", one => new LedOtherBody(
                one.Text("instantierol", Dimension, "The role of the body is missing.")!, one.Text("instantie", Dimension, "The class of body is missing.")!)),
            BijkomendeInformaties = List(led, "bijkomendeInformaties", one => new LedInformation(
                one.Text("naam", Dimension, "The name of the information is missing.")!, one.Text("inhoud", 1000, "The information is missing.", lines: true)!)),
            Beroepskwalificaties = List(led, "beroepskwalificaties", Named),
            Deelkwalificaties = List(led, "deelkwalificaties", Named),
            IscedStudiegebied = Code(led, "iscedStudiegebied"),
            IscedNiveau = Code(led, "iscedNiveau"),
            VksNiveauOnderwijskwalificatie = Code(led, "vksNiveauOnderwijskwalificatie"),
            VksNiveauBeroepskwalificatie = Code(led, "vksNiveauBeroepskwalificatie"),
        };
        led.RefuseOthers();
        return words;
    }

    private static LedCode? Code(InputObject led, string name)
    {
        if (led.Object(name) is not { } read)
            return null;
        var code = new LedCode(read.Text("code", Dimension, "The code is missing.")!, read.Text("naam", Dimension));
        read.RefuseOthers();
        return code;
    }

    private static LedNamed? Named(InputObject led, string name)
    {
        if (led.Object(name) is not { } read)
            return null;
        var named = Named(read);
        read.RefuseOthers();
        return named;
    }

    private static LedNamed Named(InputObject read) => new(read.Text("naam", 2000, "The name is missing.")!, read.Text("code", 1000));

    private static List<T>? List<T>(InputObject led, string name, Func<InputObject, T> readOne)
    {
        if (!led.Has(name))
            return null;
        var list = new List<T>();
        foreach (var (value, pointer) in led.Array(name, MostInList))
        {
            if (InputObject.Open(value, pointer, led.Errors) is not { } read)
                continue;
            list.Add(readOne(read));
            read.RefuseOthers();
        }
        return list;
    }
}
