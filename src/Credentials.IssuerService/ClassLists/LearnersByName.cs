using System.Text;

namespace Credentials.IssuerService.ClassLists;

/// <summary>
/// Finds the rows of one list whose learners only a name tells apart, and the name does not. Whether they are one person or two nobody can say,
/// so that none of them is awarded until a birth date tells.
/// </summary>
internal sealed class LearnersByName
{
    private readonly Dictionary<LearnerByName, int> _first = [];
    private readonly HashSet<int> _alike = [];

    /// <summary>Rows in all.</summary>
    public int Count { get; private set; }

    /// <summary>Reads the whole list once, or as far as shows that it has more than <paramref name="most"/> rows.</summary>
    public static LearnersByName Of(ClassList list, int most)
    {
        var found = new LearnersByName();
        foreach (var row in list.Rows())
        {
            if (row.NameAlone() is { } name && !found._first.TryAdd(Fold(name), row.Row))
            {
                found._alike.Add(row.Row);
                found._alike.Add(found._first[Fold(name)]);
            }

            if (++found.Count > most)
                break;
        }

        // Only the few that are alike are needed from here on.
        found._first.Clear();
        found._first.TrimExcess();
        return found;
    }

    public bool AreAlike(ClassListRow row) => _alike.Contains(row.Row);

    private static LearnerByName Fold(LearnerByName name) => name with { GivenName = Fold(name.GivenName), FamilyName = Fold(name.FamilyName) };

    // As the evidence store compares names: a spelling that it takes for the same must be the same here.
    private static string Fold(string name) =>
        string.Join(' ', name.Replace('\uFFFE', '\uFFFD').Normalize(NormalizationForm.FormKC).ToLowerInvariant().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
