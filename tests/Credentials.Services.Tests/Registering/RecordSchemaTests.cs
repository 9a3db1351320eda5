using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Achievements;
using Credentials.Schemas;

namespace Credentials.Services.Tests.Registering;

public sealed class RecordSchemaTests
{
    private static readonly JsonElement Document = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(Path.Combine(Repository.Root, "schemas", "record.schema.json")));

    private static readonly JsonSchema Schema = JsonSchema.Read(Document).Value;

    [Fact]
    public void What_is_registered_satisfies_the_published_schema()
    {
        Assert.Empty(Schema.Validate(Element(OutsideProofTests.Proof())));
        Assert.NotEmpty(Schema.Validate(Element(new JsonObject { ["supplier"] = "x" })));
        var unknown = OutsideProofTests.Proof();
        unknown["led"]!["graat"] = "x";
        Assert.NotEmpty(Schema.Validate(Element(unknown)));
    }

    [Fact]
    public void The_schema_has_the_words_of_the_vocabularies()
    {
        Assert.Equal(Vocabularies.Words(Vocabularies.ProofKind).Keys, WordsOf("kind"));
        Assert.Equal(Vocabularies.Words(Vocabularies.LearningSetting).Keys, WordsOf("learningSetting"));
        Assert.Equal(Vocabularies.Words(Vocabularies.Supervision).Keys, WordsOf("supervision"));
        Assert.Equal(Vocabularies.Words(Vocabularies.Participation).Keys, WordsOf("participation"));
    }

    private static IEnumerable<string> WordsOf(string member) =>
        Document.GetProperty("properties").GetProperty(member).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);

    private static JsonElement Element(JsonObject json) => JsonSerializer.SerializeToElement(json);
}
