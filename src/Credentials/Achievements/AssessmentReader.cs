using Credentials.Inputs;

namespace Credentials.Achievements;

/// <summary>Reads the assessment of a definition with its grading scale.</summary>
internal static class AssessmentReader
{
    private const string Missing = "The type of assessment is missing.";

    private static readonly IReadOnlyDictionary<string, Supervision> Supervisions = Vocabularies.Words(Vocabularies.Supervision);

    public static Assessment? Read(InputObject root)
    {
        if (root.Object("assessment", Missing) is not { } read)
        {
            return null;
        }

        var type = LanguageMap.Read(read, "type", 1000, Missing);
        var supervision = read.OneOf("supervision", Supervisions);
        var scale = read.Object("scale") is { } scaleObject ? ReadScale(scaleObject) : null;
        read.RefuseOthers();
        return type is null ? null : new Assessment(type) { Scale = scale, Supervision = supervision };
    }

    private static GradingScale? ReadScale(InputObject read)
    {
        var required = read.Boolean("required") ?? true;
        var before = read.Errors.Count;
        GradingScale? scale = read.Has("values") ? ReadValues(read) : ReadNumbers(read);
        read.RefuseOthers();
        return read.Errors.Count == before ? scale! with { ResultRequired = required } : null;
    }

    private static ListScale ReadValues(InputObject read)
    {
        var values = new List<ScaleValue>();
        foreach (var (value, pointer) in read.Array("values", 100))
        {
            if (InputObject.Open(value, pointer, read.Errors) is not { } entry)
            {
                continue;
            }

            var text = entry.Text("value", 100, "The result is missing.");
            var pass = entry.Boolean("pass", "Whether this result is enough is missing.");
            entry.RefuseOthers();
            if (text is not null && pass is not null)
            {
                values.Add(new ScaleValue(text, pass.Value));
            }
        }

        return new ListScale(values);
    }

    private static NumericScale? ReadNumbers(InputObject read)
    {
        var minimum = read.Number("minimum", -100_000, 100_000, missing: "The lowest result is missing (or a list of values).");
        var maximum = read.Number("maximum", -100_000, 100_000, missing: "The highest result is missing (or a list of values).");
        var pass = read.Number("pass", -100_000, 100_000, missing: "The lowest result that is enough is missing.");
        return minimum is null || maximum is null || pass is null ? null : new NumericScale(minimum.Value, maximum.Value, pass.Value);
    }
}
