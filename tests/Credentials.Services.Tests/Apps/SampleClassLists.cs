using System.Globalization;
using System.Text;

namespace Credentials.Services.Tests.Apps;

/// <summary>A fault that a class list holds, as the answer must name it.</summary>
public sealed record ExpectedFault(int Row, string? Column, string Reason);

/// <summary>Class lists of invented people.</summary>
public static class SampleClassLists
{
    public const string Marked = "sample-marked";
    public const string TooHigh = "sample-too-high";

    private const string Header = "achievement,givenName,familyName,birthDate,email,nationalNumber,awardedOn,result";

    private static readonly string[] GivenNames = ["Lotte", "Youssef", "Emma", "Noor", "Jasper", "Fatima", "Wout", "Élise", "Ibrahim", "Jonas"];
    private static readonly string[] FamilyNames = ["Peeters", "Janssens", "El Amrani", "De Smet", "Van den Broeck", "Yılmaz", "Łuczak", "O'Neill"];

    /// <summary>Good rows only.</summary>
    public static string Good(string achievement, int rows, string tag = "")
    {
        var csv = new StringBuilder(Header).Append('\n');
        for (var index = 0; index < rows; index++)
            csv.Append(Row(achievement, index, tag)).Append('\n');
        return csv.ToString();
    }

    /// <summary>
    /// <paramref name="rows"/> rows with twelve different faults among them; two rows share one of the faults, being one name twice. The last row opens
    /// a quote that is never closed.
    /// </summary>
    public static (string Csv, IReadOnlyList<ExpectedFault> Faults) WithTwelveFaults(int rows)
    {
        var lines = Enumerable.Range(0, rows).Select(index => Row(Marked, index, "f") + ",").ToArray();
        var faults = new List<ExpectedFault> { new(1, "klas", "unknown-column") };
        Set(100, $"no-such-thing,Nele,Bosmans,1990-01-02,,,2025-06-30,14,", "achievement", "unknown-achievement");
        Set(200, $"{Marked},Nele,Bosmans,1990-01-02,,,2999-06-30,14,", "awardedOn", "date-in-the-future");
        Set(300, $"{Marked},Nele,Bosmans,1990-01-02,,,31/02/2025,14,", "awardedOn", "not-a-date");
        Set(400, $"{Marked},Nele,,1990-01-02,,,2025-06-30,14,", "familyName", "missing");
        Set(500, $"{TooHigh},Nele,Bosmans,1990-01-02,,,2025-06-30,14,", "achievement", "level-not-allowed");
        Set(600, $"{Marked},Nele,Bosmans,,,00012556778,2025-06-30,14,", "nationalNumber", "bad-national-number");
        Set(700, $"{Marked},Jan,Willems,,,,2025-06-30,14,", "birthDate", "birth-date-needed");
        Set(800, $"{Marked},JAN,Willems,,,,2025-06-30,14,", "birthDate", "birth-date-needed");
        Set(900, $"{Marked},Nele,Bosmans,1990-01-02,nele.example.org,,2025-06-30,14,", "email", "bad-email");
        Set(1000, $"{Marked},{new string('N', 3000)},Bosmans,1990-01-02,,,2025-06-30,14,", "givenName", "too-long");
        Set(1100, $"{Marked},Nele,Bosmans,1990-01-02,,,2025-06-30,21,", "result", "not-on-scale");
        Set(rows - 1, $"{Marked},\"Nele,Bosmans,1990-01-02,,,2025-06-30,14,", "givenName", "unbalanced-quote");
        return ($"{Header},klas\n{string.Join('\n', lines)}\n", faults);

        void Set(int index, string line, string column, string reason)
        {
            lines[index] = line;
            faults.Add(new ExpectedFault(index + 2, column, reason));
        }
    }

    private static string Row(string achievement, int index, string tag)
    {
        var birth = new DateOnly(1960, 1, 1).AddDays(index * 7 % 15_000).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var given = GivenNames[index % GivenNames.Length];
        var family = FamilyNames[index / GivenNames.Length % FamilyNames.Length];
        return $"{achievement},{given},{family} {tag}{index},{birth},learner{tag}{index}@example.org,,2025-06-30,{(achievement == Marked ? "14" : "")}";
    }
}
