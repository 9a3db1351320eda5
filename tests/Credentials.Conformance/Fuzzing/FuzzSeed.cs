using System.Text.Json;

namespace Credentials.Conformance.Fuzzing;

/// <summary>An input that is accepted as it is, with the places of the JSON values in it.</summary>
public sealed class FuzzSeed
{
    public FuzzSeed(string name, byte[] bytes)
    {
        (Name, Bytes) = (name, bytes);
        Values = FindValues(bytes);
    }

    public string Name { get; }

    public byte[] Bytes { get; }

    /// <summary>Where each value stands, those inside others too; empty for what is no JSON.</summary>
    internal IReadOnlyList<Range> Values { get; }

    private static List<Range> FindValues(byte[] bytes)
    {
        var values = new List<Range>();
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 1000 });
        try
        {
            while (reader.Read())
            {
                var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push(start);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        values.Add(open.Pop()..end);
                        break;
                    default:
                        values.Add(start..end);
                        break;
                }
            }
        }
        catch (JsonException)
        {
            values.Clear();
        }
        return values;
    }
}
