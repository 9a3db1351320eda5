using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.IssuerService.ClassLists;

/// <summary>A class list as a JSON array of awards, each as <c>POST /api/awards</c> takes it.</summary>
internal sealed class JsonClassList : ClassList
{
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly List<(int Start, int Length)> _elements;

    private JsonClassList(ReadOnlyMemory<byte> utf8, List<(int Start, int Length)> elements) => (_utf8, _elements) = (utf8, elements);

    public static Result<ClassList> Open(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = StrictJson.MaxDepth });
        var elements = new List<(int, int)>();
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                return new Problem(ProblemCode.InvalidInput, "The body must be a JSON array of awards.");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                elements.Add((start, (int)reader.BytesConsumed - start));
            }

            // Anything behind the array is refused by this read.
            reader.Read();
            return new JsonClassList(utf8, elements);
        }
        catch (JsonException error)
        {
            return new Problem(ProblemCode.MalformedJson, $"The body is not well-formed JSON: see line {error.LineNumber + 1}.");
        }
    }

    public override IEnumerable<ClassListRow> Rows()
    {
        for (var index = 0; index < _elements.Count; index++)
        {
            var (start, length) = _elements[index];
            yield return new JsonClassListRow(index + 1, _utf8.Slice(start, length));
        }
    }
}
