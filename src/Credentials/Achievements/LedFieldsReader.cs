using Credentials.Inputs;

namespace Credentials.Achievements;

/// <summary>Reads the LED classification of a definition; lengths are those of LED's own schema.</summary>
internal static class LedFieldsReader
{
    private const int Name = 255;

    private static readonly IReadOnlyDictionary<string, LedProofState> States =
        LedFields.States.OrderBy(entry => entry.Key).ToDictionary(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal);

    public static LedFields? Read(InputObject root)
    {
        if (root.Object("led") is not { } read)
        {
            return null;
        }

        var led = new LedFields
        {
            Categorie = read.Text("categorie", Name, "LED's category is missing.")!,
            Graad = read.Text("graad", Name, "LED's stage (graad) is missing.")!,
            Onderwijsvorm = read.Text("onderwijsvorm", Name, "LED's form of education is missing.")!,
            Bewijstype = read.Text("bewijstype", Name, "LED's type of proof is missing.")!,
            Bewijsstaat = read.OneOf("bewijsstaat", States, "Whether the proof is final or intermediate is missing.") ?? default,
            Instantie = read.Text("instantie", Name, "LED's class of awarding body is missing.")!,
            Onderwerp = Subject(read)!,
            Schooltype = read.Text("schooltype", Name, "LED's type of school is missing.")!,
            Authenticiteit = read.Text("authenticiteit", Name),
            Studierichting = Study(read),
        };
        read.RefuseOthers();
        return led;
    }

    private static LedSubject? Subject(InputObject led)
    {
        if (led.Object("onderwerp", "LED's subject is missing.") is not { } read)
        {
            return null;
        }

        var code = read.Text("code", Name, "The code of LED's subject is missing.");
        var name = read.Text("naam", Name);
        read.RefuseOthers();
        return code is null ? null : new LedSubject(code, name);
    }

    private static LedStudy? Study(InputObject led)
    {
        if (led.Object("studierichting") is not { } read)
        {
            return null;
        }

        var name = read.Text("naam", 2000, "The name of the course of study is missing.");
        var code = read.Text("code", 1000);
        read.RefuseOthers();
        return name is null ? null : new LedStudy(name, code);
    }
}
