using System.Text;
using Credentials.IssuerService.ClassLists;

namespace Credentials.Services.Tests.Awarding;

public class CsvReaderTests
{
    [Fact]
    public void Fields_are_read_with_their_quotes_resolved() =>
        Assert.Equal(["1:a|b, c|d \"e\" f||g"], Read("a,\"b, c\",\"d \"\"e\"\" f\",, g \n"));

    [Fact]
    public void A_record_is_numbered_by_the_line_where_it_begins() =>
        Assert.Equal(["1:a|b", "2:c\nd|e", "4:f|g", "5:", "6:h|i"], Read("a,b\r\n\"c\nd\",e\nf,g\n\nh,i"));

    [Theory]
    [InlineData("a,b\nc,\"d\ne,f\n", "2:c|d!")]
    [InlineData("a,b\nc,d\"\ne,f\n", "2:c|d\"!")]
    [InlineData("a,b\nc,\"d\ne,\"f\"\n", "2:c|d!")]
    [InlineData("a,b\n\"c,d\ne,f\n\"g\",h\n", "2:c,d!")]
    public void An_unbalanced_quote_ends_the_file_on_the_line_where_it_opened(string text, string last) =>
        Assert.Equal(["1:a|b", last], Read(text));

    [Fact]
    public void A_quote_that_swallows_thousands_of_characters_is_unbalanced() =>
        Assert.Equal("2:c|d!", Read($"a,b\nc,\"d\n{new StringBuilder().Insert(0, "e,f\n", 2000)}\",g\nh,i\n")[^1]);

    [Fact]
    public void Balanced_quotes_inside_a_bare_field_spoil_only_their_row() =>
        Assert.Equal(["1:a \"b\" c|d?", "2:e|f"], Read("a \"b\" c,d\ne,f"));

    [Theory]
    [InlineData("a,b\n\"c\" d,e\nf,g\n", "2:\"c\" d?")]
    [InlineData("a,b\nc,\"d\"\"\" e\nf,g\n", "2:c|\"d\"\" e?")]
    [InlineData("a,b\nc,\"d\"e\"f\"\nf,g\n", "2:c|\"d\"e\"f\"?")]
    public void Text_behind_a_closing_quote_spoils_only_its_row_where_the_lines_quotes_all_close(string text, string spoilt) =>
        Assert.Equal(["1:a|b", spoilt, "3:f|g"], Read(text));

    [Theory]
    [InlineData("a,b\n\"c\" d,\"e\nf,g\n\",h\n", "2:c\" d,\"e!")]
    [InlineData("a,b\n\"c \"d\" e\",\"f\ng,h\n", "2:c \"d\" e\",\"f!")]
    public void Where_a_quote_stays_open_at_the_lines_end_it_is_unbalanced(string text, string last) =>
        Assert.Equal(["1:a|b", last], Read(text));

    [Theory]
    [InlineData("a;b;c\n", ';')]
    [InlineData("a,b\n1;2;3", ',')]
    [InlineData("\"a,b,c\";d\n", ';')]
    [InlineData("alone\n", ',')]
    public void The_delimiter_is_the_one_that_the_header_has_more_of(string text, char delimiter) =>
        Assert.Equal((byte)delimiter, CsvReader.DelimiterOf(System.Text.Encoding.UTF8.GetBytes(text)));

    private static List<string> Read(string text)
    {
        var reader = new CsvReader(System.Text.Encoding.UTF8.GetBytes(text), (byte)',');
        var records = new List<string>();
        while (reader.Read())
        {
            var mark = reader.Fault switch { CsvFault.UnbalancedQuote => "!", CsvFault.MisplacedQuote => "?", _ => "" };
            records.Add($"{reader.Line}:{string.Join('|', reader.Fields)}{mark}");
        }

        return records;
    }
}
