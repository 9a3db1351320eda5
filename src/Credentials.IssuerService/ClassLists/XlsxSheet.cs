using System.Globalization;
using Credentials.Inputs;
using Credentials.Issuing;
using ExcelDataReader;

namespace Credentials.IssuerService.ClassLists;

/// <summary>Reads the class list of a workbook: the first sheet whose first row that is not empty names one of our columns.</summary>
internal static class XlsxSheet
{
    private const int MostColumns = 100;
    private const int MostSheetRows = 1_048_576;

    /// <summary>Longer than any value may be, and short enough for our reader of CSV: what is cut off is too long either way.</summary>
    private const int LongestCell = 1200;

    /// <summary>For a cell that holds an error of Excel's: it ends in a character that no value may have, so that the row is refused and not believed.</summary>
    private const string Error = "#!\u0001";

    /// <summary>Of the sheet as CSV: a text that stands in the file once may stand in any number of cells.</summary>
    private const int MostBytes = 64 * 1024 * 1024;

    // ExcelDataReader asks for the code page of older files even where it reads none.
    static XlsxSheet() => System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

    /// <summary>
    /// The sheet as CSV in UTF-8, row for row: an empty row is an empty line, and row 7 is on line 7. Formulas are what Excel last made of them, dates are
    /// written as ISO 8601.
    /// </summary>
    /// <param name="content">The file.</param>
    /// <param name="mostRows">So many rows with something in them are read, and one more, which shows that there are too many.</param>
    public static Result<ReadOnlyMemory<byte>> ToCsv(ReadOnlyMemory<byte> content, int mostRows)
    {
        if (XlsxPackage.FaultOf(content) is { } fault)
            return fault;
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(XlsxPackage.Streamed(content));
            do
            {
                if (reader.RowCount > MostSheetRows || reader.FieldCount > MostColumns)
                    continue;
                if (Read(reader, content, mostRows) is { } csv)
                    return csv;
            }
            while (reader.NextResult());
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever a broken workbook makes the library throw, the file is at fault.
            return XlsxPackage.NoWorkbook;
        }
        return ClassListIntake.Refuse(
            ClassListReasons.NoHeader, "No sheet begins with the names of the columns (achievement, givenName, familyName, awardedOn). Use the template.");
    }

    /// <summary>Null for a sheet without our header.</summary>
    private static Result<ReadOnlyMemory<byte>>? Read(IExcelDataReader reader, ReadOnlyMemory<byte> content, int mostRows)
    {
        ClassListColumn?[]? columns = null;
        IReadOnlySet<(int, int)>? errors = null;
        var csv = new CsvText(';');
        for (int rows = 0, line = 0; rows <= mostRows + 1 && reader.Read(); line++)
        {
            var cells = Enumerable.Range(0, reader.FieldCount)
                .Select(index => errors?.Contains((line, index)) == true ? Error : TextOf(reader, index, columns?[index])).ToArray();
            if (cells.All(cell => cell.Length == 0))
            {
                csv.EndLine();
                continue;
            }
            if (columns is null)
            {
                columns = Array.ConvertAll(cells, ClassListColumn.Find);
                if (columns.All(column => column is null))
                    return null;
                errors = XlsxErrors.Find(content, reader.Name);
                // Spreadsheets leave empty columns at the end.
                Array.Resize(ref cells, Array.FindLastIndex(cells, cell => cell.Length > 0) + 1);
            }
            rows++;
            foreach (var cell in cells)
                csv.Add(cell);
            csv.EndLine();
            if (csv.Length > MostBytes)
                return XlsxPackage.TooLarge;
        }
        return columns is null ? null : csv.ToUtf8();
    }

    private static string TextOf(IExcelDataReader reader, int index, ClassListColumn? column)
    {
        var text = reader.GetValue(index) switch
        {
            null => "",
            string typed => typed.ReplaceLineEndings(" ").Trim(),
            DateTime { TimeOfDay.Ticks: 0 } day => IsoDate.Write(DateOnly.FromDateTime(day)),
            DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            double number when column == ClassListColumn.NationalNumber => DigitsOf(number),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString() ?? "",
        };
        return text.Length > LongestCell ? text[..LongestCell] : text;
    }

    /// <summary>
    /// Excel drops the zeros with which numbers of people born from 1900 to 1909 and from 2000 to 2009 begin. There is one number that can have been meant, and
    /// its check digits tell whether it was; where they do not, the digits stay as they are, to be refused.
    /// </summary>
    private static string DigitsOf(double number)
    {
        if (number is < 1 or >= 1e11 || number != Math.Floor(number))
            return number.ToString("R", CultureInfo.InvariantCulture);
        var whole = ((long)number).ToString("D11", CultureInfo.InvariantCulture);
        return NationalNumber.TryParse(whole, out _, acceptTestNumbers: true) ? whole : ((long)number).ToString(CultureInfo.InvariantCulture);
    }
}
