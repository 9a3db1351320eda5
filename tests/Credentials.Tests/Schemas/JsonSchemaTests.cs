using System.Text.Json;
using Credentials.Schemas;

namespace Credentials.Tests.Schemas;

public class JsonSchemaTests
{
    [Theory]
    [InlineData("""true""", """1""", true)]
    [InlineData("""false""", """1""", false)]
    [InlineData("""{"type":"integer"}""", """1.0""", true)]
    [InlineData("""{"type":"integer"}""", """1.5""", false)]
    [InlineData("""{"type":"integer"}""", """1e40""", true)]
    [InlineData("""{"type":"number"}""", """1""", true)]
    [InlineData("""{"type":["string","null"]}""", """null""", true)]
    [InlineData("""{"type":["string","null"]}""", """false""", false)]
    [InlineData("""{"enum":[1,{"a":[2]}]}""", """{"a":[2.0]}""", true)]
    [InlineData("""{"enum":[1,"1"]}""", """true""", false)]
    [InlineData("""{"const":"a"}""", """ "b" """, false)]
    [InlineData("""{"minimum":1,"exclusiveMaximum":2}""", """1""", true)]
    [InlineData("""{"minimum":1,"exclusiveMaximum":2}""", """2""", false)]
    [InlineData("""{"maximum":3}""", """1e400""", false)]
    [InlineData("""{"exclusiveMinimum":0}""", """0""", false)]
    [InlineData("""{"multipleOf":0.01}""", """0.07""", true)]
    [InlineData("""{"multipleOf":0.5}""", """0.7""", false)]
    [InlineData("""{"minLength":2,"maxLength":2}""", """ "😀😀" """, true)]
    [InlineData("""{"maxLength":1}""", """ "ab" """, false)]
    [InlineData("""{"pattern":"^a$"}""", """ "a" """, true)]
    [InlineData("""{"pattern":"^a$"}""", """ "a\n" """, false)]
    [InlineData("""{"pattern":"^\\d$"}""", """ "٣" """, false)]
    [InlineData("""{"pattern":"[$\\w]+$"}""", """ "a$" """, true)]
    [InlineData("""{"pattern":"b"}""", """ "abc" """, true)]
    [InlineData("""{"pattern":"b"}""", """1""", true)]
    [InlineData("""{"format":"date-time"}""", """ "2026-06-30T00:00:00+02:00" """, true)]
    [InlineData("""{"format":"date-time"}""", """ "2026-06-30T24:00:00Z" """, false)]
    [InlineData("""{"format":"date-time"}""", """ "2016-12-31T23:59:60Z" """, true)]
    [InlineData("""{"format":"date-time"}""", """ "2026-06-30 00:00:00Z" """, false)]
    [InlineData("""{"format":"date"}""", """ "2026-02-29" """, false)]
    [InlineData("""{"format":"uri"}""", """ "urn:uuid:1b6ef2a4-0000-4000-8000-000000000001" """, true)]
    [InlineData("""{"format":"uri"}""", """ "a b" """, false)]
    [InlineData("""{"format":"email"}""", """ "a@b" """, false)]
    [InlineData("""{"format":"not-known"}""", """ "x" """, true)]
    [InlineData("""{"items":{"type":"string"}}""", """["a",1]""", false)]
    [InlineData("""{"prefixItems":[{"const":1}],"items":false}""", """[1]""", true)]
    [InlineData("""{"prefixItems":[{"const":1}],"items":false}""", """[1,2]""", false)]
    [InlineData("""{"items":[{"const":1}],"additionalItems":{"type":"object"}}""", """[1,{}]""", true)]
    [InlineData("""{"items":[{"const":1}],"additionalItems":{"type":"object"}}""", """[1,2]""", false)]
    [InlineData("""{"items":{"const":1},"additionalItems":false}""", """[1,1]""", true)]
    [InlineData("""{"contains":{"const":1}}""", """[2,1]""", true)]
    [InlineData("""{"contains":{"const":1}}""", """[]""", false)]
    [InlineData("""{"contains":{"const":1},"minContains":0,"maxContains":1}""", """[1,1]""", false)]
    [InlineData("""{"minItems":1,"maxItems":2}""", """[1,2,3]""", false)]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":2},{"b":2,"a":1.0}]""", false)]
    [InlineData("""{"uniqueItems":true}""", """[1,"1",true]""", true)]
    [InlineData("""{"required":["a"]}""", """{"b":1}""", false)]
    [InlineData("""{"required":["a"]}""", """1""", true)]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"a":1,"b":1}""", false)]
    [InlineData("""{"patternProperties":{"^x":{"type":"number"}},"additionalProperties":false}""", """{"xy":1}""", true)]
    [InlineData("""{"patternProperties":{"^x":{"type":"number"}}}""", """{"xy":"1"}""", false)]
    [InlineData("""{"propertyNames":{"pattern":"^[a-z]{2}$"}}""", """{"nl":1,"nld":1}""", false)]
    [InlineData("""{"minProperties":1}""", """{}""", false)]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", false)]
    [InlineData("""{"dependentSchemas":{"a":{"required":["b"]}}}""", """{"c":1}""", true)]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":2}]}""", """3""", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":2}]}""", """1""", false)]
    [InlineData("""{"oneOf":[{"minimum":1},{"maximum":5}]}""", """3""", false)]
    [InlineData("""{"oneOf":[{"minimum":4},{"maximum":3}]}""", """3""", true)]
    [InlineData("""{"not":{"type":"null"}}""", """null""", false)]
    [InlineData("""{"if":{"const":1},"then":false,"else":true}""", """1""", false)]
    [InlineData("""{"if":{"const":1},"then":false,"else":true}""", """2""", true)]
    [InlineData("""{"$defs":{"a/b~c":{"type":"string"}},"$ref":"#/$defs/a~1b~0c"}""", """1""", false)]
    [InlineData("""{"$id":"https://x.example/s","$defs":{"n":{"type":"number"}},"items":{"$ref":"https://x.example/s#/$defs/n"}}""", """["a"]""", false)]
    [InlineData("""{"properties":{"child":{"$ref":"#"}},"additionalProperties":false}""", """{"child":{"child":{"x":1}}}""", false)]
    [InlineData("""{"properties":{"child":{"$ref":"#"}},"additionalProperties":false}""", """{"child":{"child":{}}}""", true)]
    public void A_value_satisfies_its_schema_or_not(string schema, string value, bool accepted) =>
        Assert.Equal(accepted, Read(schema).Value.Accepts(Parse(value)));

    [Theory]
    [InlineData("""{"unevaluatedProperties":false}""", "unevaluatedProperties")]
    [InlineData("""{"properties":{"a":{"minimun":1}}}""", "minimun")]
    [InlineData("""{"$dynamicRef":"#a"}""", "$dynamicRef")]
    [InlineData("""{"$ref":"https://other.example/schema"}""", "$ref")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "$ref")]
    [InlineData("""{"type":"text"}""", "type")]
    [InlineData("""{"pattern":"(?=a)"}""", "pattern")]
    [InlineData("""{"pattern":"("}""", "pattern")]
    [InlineData("""{"minLength":-1}""", "minLength")]
    [InlineData("""{"anyOf":[]}""", "anyOf")]
    [InlineData("""{"multipleOf":0}""", "multipleOf")]
    [InlineData("""[]""", "schema")]
    public void What_is_not_understood_makes_the_schema_unusable(string schema, string named)
    {
        var problem = Read(schema).Problem!;

        Assert.Equal(ProblemCode.InvalidInput, problem.Code);
        Assert.Contains(named, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_named_with_its_pointer()
    {
        var errors = Read("""{"properties":{"a":{"type":"string"},"b/c":{"items":{"minimum":1}}},"required":["d"]}""").Value
            .Validate(Parse("""{"a":1,"b/c":[1,0]}"""));

        Assert.Equal(["/a", "/b~1c/1", "/d"], errors.Select(error => error.Pointer));
        Assert.All(errors, error => Assert.Equal("schema-violation", error.Reason));
    }

    [Fact]
    public void A_schema_that_leads_to_itself_without_end_is_refused_not_followed()
    {
        Assert.Contains("work", Assert.Single(Read("""{"$ref":"#"}""").Value.Validate(Parse("1"))).Detail, StringComparison.Ordinal);
        Assert.False(Read("""{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"not":{"$ref":"#/$defs/a"}}},"$ref":"#/$defs/a"}""").Value.Accepts(Parse("1")));
    }

    [Fact]
    public void Work_is_bounded()
    {
        var definitions = new System.Text.StringBuilder("\"l0\":true");
        for (var depth = 1; depth < 40; depth++)
        {
            definitions.Append(System.Globalization.CultureInfo.InvariantCulture,
                $",\"l{depth}\":{{\"allOf\":[{{\"$ref\":\"#/$defs/l{depth - 1}\"}},{{\"$ref\":\"#/$defs/l{depth - 1}\"}}]}}");
        }

        var schema = Read($"{{\"$defs\":{{{definitions}}},\"$ref\":\"#/$defs/l39\"}}").Value;
        Assert.Contains("work", Assert.Single(schema.Validate(Parse("1"))).Detail, StringComparison.Ordinal);

        var many = $"[{string.Join(',', Enumerable.Range(0, 5000))}]";
        Assert.Contains("work", Assert.Single(Read("""{"uniqueItems":true}""").Value.Validate(Parse(many))).Detail, StringComparison.Ordinal);

        var evil = Read("""{"pattern":"^(a+)+$"}""").Value;
        Assert.False(evil.Accepts(Parse($"\"{new string('a', 100_000)}!\"")));
    }

    public static TheoryData<string, string> Heavy()
    {
        var numbers = Many(3000, i => $"{i}");
        var names = Many(3000, i => $"\"n{i}\":1");
        var text = new string('a', 400_000);
        var wide = $"[{Many(20_000, i => $"{i}")}]";
        return new()
        {
            { $$"""{"items":{"enum":[{{Many(3000, i => $"{i + 100_000}")}}]} }""", $"[{numbers}]" },
            { $$"""{"items":{"const":{{wide}} } }""", $"[{Many(100, _ => wide)}]" },
            { $$"""{"uniqueItems":true}""", $"[{Many(100, i => $"[{Many(5000, _ => "1")},{i}]")}]" },
            { $$"""{"allOf":[{{Many(500, i => $$"""{"required":["n{{i}}"]}""")}}]}""", $"{{{names}}}" },
            { $$"""{"allOf":[{{Many(500, _ => """{"minProperties":1}""")}}]}""", $"{{{names}}}" },
            { $$"""{"allOf":[{{Many(500, _ => """{"minItems":1}""")}}]}""", $"[{numbers}]" },
            { $$"""{"allOf":[{{Many(50, i => $$"""{"pattern":"^(a|b|ab){0,9}.*q{{i}}"}""")}}]}""", $"\"{text}\"" },
            { $$"""{"allOf":[{{Many(500, _ => """{"minLength":1}""")}}]}""", $"\"{text}\"" },
            { $$"""{"allOf":[{{Many(500, _ => """{"type":"integer"}""")}}]}""", new string('1', 400_000) },
            { """{"additionalProperties":{"additionalProperties":true}}""", $"{{\"{text}\":{{{names}}}}}" },
        };
    }

    [Theory]
    [MemberData(nameof(Heavy), DisableDiscoveryEnumeration = true)]
    public void Work_is_what_keywords_do_and_not_how_many_there_are(string schema, string value) =>
        Assert.Contains("work", Assert.Single(Read(schema).Value.Validate(Parse(value))).Detail, StringComparison.Ordinal);

    [Fact]
    public void What_is_large_for_a_credential_is_done()
    {
        var required = Read($$"""{"required":[{{Many(20_000, i => $"\"n{i}\"")}}]}""").Value;
        Assert.True(required.Accepts(Parse($"{{{Many(20_000, i => $"\"n{i}\":1")}}}")));
        Assert.False(required.Accepts(Parse($"{{{Many(19_999, i => $"\"n{i}\":1")}}}")));

        var codes = Read($$"""{"uniqueItems":true,"items":{"enum":[{{Many(500, i => $"\"code-{i}\"")}}]} }""").Value;
        Assert.True(codes.Accepts(Parse($"[{Many(500, i => $"\"code-{i}\"")}]")));
        Assert.True(Read("""{"pattern":"^a+$","maxLength":20000}""").Value.Accepts(Parse($"\"{new string('a', 20_000)}\"")));
    }

    [Fact]
    public void A_text_that_is_not_Unicode_is_refused_not_thrown_at()
    {
        Assert.False(Read("""{"maxLength":9}""").Value.Accepts(Parse("\"\\ud800\"")));
        Assert.False(Read("""{"const":"a"}""").Value.Accepts(Parse("\"\\ud800\"")));
        Assert.False(Read("""{"properties":{}}""").Value.Accepts(Parse("{\"\\ud800\":1}")));
    }

    private static string Many(int count, Func<int, string> one) => string.Join(',', Enumerable.Range(0, count).Select(one));

    private static Result<JsonSchema> Read(string schema) => JsonSchema.Read(Parse(schema));

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
