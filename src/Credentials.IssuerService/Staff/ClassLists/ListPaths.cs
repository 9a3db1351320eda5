namespace Credentials.IssuerService.Staff.ClassLists;

internal static class ListPaths
{
    public const string Root = "/staff/lists";

    public const string Pattern = Root + "/{id:guid}";

    public const string CsvTemplate = Root + "/template.csv";

    public const string XlsxTemplate = Root + "/template.xlsx";

    public static string Of(Guid id) => $"{Root}/{id}";
}
