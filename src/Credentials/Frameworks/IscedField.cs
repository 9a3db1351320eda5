using System.Collections.Frozen;
using System.Reflection;

namespace Credentials.Frameworks;

/// <summary>How finely a field of education is told apart.</summary>
public enum IscedDetail
{
    /// <summary>Two digits.</summary>
    Broad = 2,

    /// <summary>Three digits.</summary>
    Narrow = 3,

    /// <summary>Four digits.</summary>
    Detailed = 4,
}

/// <summary>A field of education and training of ISCED-F 2013, by its code of two, three or four digits, with its names by language (en, nl).</summary>
public sealed class IscedField
{
    private const string UriBase = "http://data.europa.eu/snb/isced-f/";

    private static readonly FrozenDictionary<string, IscedField> ByCode = Read().ToFrozenDictionary(field => field.Code, StringComparer.Ordinal);

    private IscedField(string code, IReadOnlyDictionary<string, string> names) => (Code, Names, Uri) = (code, names, UriBase + code);

    public static IReadOnlyList<IscedField> All { get; } = [.. ByCode.Values.OrderBy(field => field.Code, StringComparer.Ordinal)];

    public string Code { get; }

    /// <summary>The concept URI of the EU's list, <c>http://data.europa.eu/snb/isced-f/NNNN</c>.</summary>
    public string Uri { get; }

    public IReadOnlyDictionary<string, string> Names { get; }

    public IscedDetail Detail => (IscedDetail)Code.Length;

    public static bool TryFind(string code, out IscedField field) => ByCode.TryGetValue(code, out field!);

    public static bool TryFindByUri(string uri, out IscedField field)
    {
        field = null!;
        return uri.StartsWith(UriBase, StringComparison.Ordinal) && TryFind(uri[UriBase.Length..], out field);
    }

    /// <summary>The name in the language, else in English.</summary>
    public string NameIn(string language) => Names.TryGetValue(language, out var name) ? name : Names["en"];

    public override string ToString() => Code;

    private static IEnumerable<IscedField> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("frameworks/isced-f.csv")
            ?? throw new InvalidOperationException("the list of ISCED-F fields is not in the assembly");
        using var reader = new StreamReader(stream);
        var languages = reader.ReadLine()!.Split(';')[1..];
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(';');
            yield return new IscedField(
                cells[0], languages.Zip(cells[1..]).ToFrozenDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
        }
    }
}
