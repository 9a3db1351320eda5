using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.IssuerService.ClassLists;

/// <summary>An element of a JSON class list.</summary>
internal sealed class JsonClassListRow(int row, ReadOnlyMemory<byte> utf8) : ClassListRow(row)
{
    public override Result<JsonDocument> ToAward() => StrictJson.Parse(utf8);

    public override RowError Locate(InputError error)
    {
        using var document = StrictJson.Parse(utf8).TryGet(out var parsed, out _) ? parsed : null;
        var value = document?.RootElement;
        foreach (var part in error.Pointer.Split('/').Skip(1))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            value = value is { ValueKind: JsonValueKind.Object } holder && holder.TryGetProperty(name, out var member) ? member : null;
        }

        var text = value is null ? null : value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString() : value.Value.GetRawText();
        return new RowError(
            Row, error.Pointer, error.Pointer.Length == 0 ? null : RowError.Show(text, error.Pointer == ClassListColumn.NationalNumber.Pointer),
            error.Reason, error.Detail);
    }

    public override ClassListLearner? Learner() => Read<ClassListLearner>((_, learner) => new(
        Text(learner, "givenName"), Text(learner, "familyName"), Text(learner, "birthDate"), Text(learner, "email"), Text(learner, "nationalNumber")));

    public override LearnerByName? NameAlone() => Read<LearnerByName>((root, learner) =>
        learner.TryGetProperty("birthDate", out _) || learner.TryGetProperty("email", out _) || learner.TryGetProperty("nationalNumber", out _)
            ? null
            : new LearnerByName(Text(root, "achievement"), Text(root, "awardedOn"), Text(learner, "givenName"), Text(learner, "familyName")));

    /// <summary>Null where the row is no object with a learner in it.</summary>
    private T? Read<T>(Func<JsonElement, JsonElement, T?> read)
        where T : struct
    {
        if (!StrictJson.Parse(utf8).TryGet(out var document, out _))
            return null;
        using (document)
        {
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("learner", out var learner) && learner.ValueKind == JsonValueKind.Object
                ? read(root, learner)
                : null;
        }
    }

    private static string Text(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
