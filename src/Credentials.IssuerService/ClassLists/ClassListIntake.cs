namespace Credentials.IssuerService.ClassLists;

/// <summary>
/// What a class list becomes before anything else is done with it: an XLSX file is written as CSV in which every row stands on the line of its own number, so
/// that one kind of list is checked, stored, corrected and worked off.
/// </summary>
internal static class ClassListIntake
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The media type by how a file begins and is called; what cannot be told is CSV, whose reader says what is wrong.</summary>
    public static string TypeOf(string fileName, ReadOnlySpan<byte> content) =>
        XlsxPackage.IsZip(content) || XlsxPackage.IsOldOffice(content) ? Xlsx
        : fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ClassList.Json
        : ClassList.Csv;

    /// <summary>A problem where an XLSX file cannot be read; other lists stay as they are.</summary>
    public static Result<ReceivedClassList> Read(string mediaType, ReadOnlyMemory<byte> content, int mostRows)
    {
        if (mediaType != Xlsx)
            return new ReceivedClassList(mediaType, content);
        return XlsxSheet.ToCsv(content, mostRows).TryGet(out var csv, out var unreadable) ? new ReceivedClassList(ClassList.Csv, csv) : unreadable;
    }

    internal static Problem Refuse(string reason, string detail) =>
        new(ProblemCode.InvalidInput, detail) { Errors = [new InputError("", reason, detail)] };
}

/// <param name="MediaType"><see cref="ClassList.Csv"/> or <see cref="ClassList.Json"/>.</param>
internal readonly record struct ReceivedClassList(string MediaType, ReadOnlyMemory<byte> Content);
