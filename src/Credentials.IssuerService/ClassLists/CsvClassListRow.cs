using System.Buffers;
using System.Text.Json;

namespace Credentials.IssuerService.ClassLists;

/// <summary>A record of a CSV class list.</summary>
/// <param name="start">Where its record begins in the file, a byte order mark not counted.</param>
/// <param name="end">Where it ends.</param>
internal sealed class CsvClassListRow(int row, CsvHeader header, string[] fields, int start, int end) : ClassListRow(row)
{
    public int Start => start;

    public int End => end;

    /// <summary>As the file has them, however many there are.</summary>
    public IReadOnlyList<string> Fields => fields;

    private static readonly ClassListColumn[] OfLearner =
        [ClassListColumn.GivenName, ClassListColumn.FamilyName, ClassListColumn.BirthDate, ClassListColumn.Email, ClassListColumn.NationalNumber];

    private static readonly ClassListColumn[] Telling = [ClassListColumn.BirthDate, ClassListColumn.Email, ClassListColumn.NationalNumber];

    public override Result<JsonDocument> ToAward()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Write(writer, ClassListColumn.Achievement);
            writer.WriteStartObject("learner"u8);
            foreach (var column in OfLearner)
                Write(writer, column);
            writer.WriteEndObject();
            Write(writer, ClassListColumn.AwardedOn);
            Write(writer, ClassListColumn.Result);
            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory);
    }

    public override RowError Locate(InputError error)
    {
        var column = ClassListColumn.All.FirstOrDefault(column => column.Pointer == error.Pointer);
        return column is null
            ? new RowError(Row, null, null, error.Reason, error.Detail)
            : new RowError(
                Row, header.NameOf(column), RowError.Show(Field(column), column == ClassListColumn.NationalNumber), error.Reason, error.Detail);
    }

    public override ClassListLearner? Learner() => Fault is not null ? null : new(
        Field(ClassListColumn.GivenName), Field(ClassListColumn.FamilyName),
        Field(ClassListColumn.BirthDate) is { } date ? BelgianDate.ToIso(date) : null, Field(ClassListColumn.Email), Field(ClassListColumn.NationalNumber));

    public override LearnerByName? NameAlone() =>
        Fault is null && Telling.All(column => Field(column) is null)
            ? new LearnerByName(
                Field(ClassListColumn.Achievement) ?? "", BelgianDate.ToIso(Field(ClassListColumn.AwardedOn) ?? ""),
                Field(ClassListColumn.GivenName) ?? "", Field(ClassListColumn.FamilyName) ?? "")
            : null;

    private void Write(Utf8JsonWriter writer, ClassListColumn column)
    {
        if (Field(column) is { } value)
            writer.WriteString(column.Member, column.IsDate ? BelgianDate.ToIso(value) : value);
    }

    private string? Field(ClassListColumn column) =>
        header.IndexOf(column) is >= 0 and var index && index < fields.Length && fields[index].Length > 0 ? fields[index] : null;
}
