using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Frameworks;
using Credentials.Schemas;

namespace Credentials.Tests.Achievements;

/// <summary><c>schemas/achievement.schema.json</c> and the code say the same of every definition.</summary>
public class AchievementSchemaTests
{
    private static readonly JsonElement SchemaJson = JsonDocument.Parse(RepositoryFiles.Read("schemas", "achievement.schema.json")).RootElement;
    private static readonly JsonSchema Schema = JsonSchema.Read(SchemaJson).Value;

    [Fact]
    public void Both_accept_what_is_right()
    {
        Assert.Equal("achievement.schema.json", Schema.Id);
        foreach (var definition in Definitions.Demonstration().Select(entry => entry.Definition)
            .Concat(Enumerable.Range(0, 300).Select(Definitions.Random)).Append(Definitions.Smallest()).Append(Definitions.Fullest()))
        {
            Assert.Empty(Validate(definition));
            Assert.True(Definitions.Parse(definition).IsSuccess);
        }
    }

    /// <summary>At every place of the fullest definition: left out, replaced by each kind of value, and beside a member that does not exist.</summary>
    [Fact]
    public void Both_say_the_same_of_every_change_at_every_place()
    {
        var (refused, accepted) = (0, 0);
        foreach (var path in Paths(Definitions.Fullest(), []))
        {
            foreach (var change in Changes)
            {
                var definition = Definitions.Fullest();
                if (!change(definition, path))
                {
                    continue;
                }

                var violations = Validate(definition);
                var problem = Definitions.Parse(definition).Problem;
                // Rules between members are the code's alone; they speak only when every member by itself is right.
                var faults = problem?.Errors.Where(error => !IsRuleBetweenMembers(error)).ToArray() ?? [];

                Assert.True(
                    (violations.Count == 0) == (faults.Length == 0),
                    $"/{string.Join('/', path)}: schema {Show(violations)}, code {Show(faults)}\n{At(definition, path)?.ToJsonString()}");
                _ = violations.Count == 0 ? accepted++ : refused++;
            }
        }

        Assert.True(refused > 1000, $"only {refused} refused");
        Assert.True(accepted > 100, $"only {accepted} accepted");
    }

    [Theory]
    [InlineData("""{"id":"a--b"}""", true)]
    [InlineData("""{"id":"A"}""", false)]
    [InlineData("""{"id":"a-"}""", false)]
    [InlineData("""{"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""", false)]
    [InlineData("""{"title":{"nl":"a\u0007b"}}""", false)]
    [InlineData("""{"title":{"nl":"a\nb"}}""", false)]
    [InlineData("""{"description":{"nl":"a\nb\tc"}}""", true)]
    [InlineData("""{"title":{"nl":"\u2003"}}""", false)]
    [InlineData("""{"title":{"nl":"\u202ea"}}""", false)]
    [InlineData("""{"title":{"nl":"a\ufffeb"}}""", false)]
    [InlineData("""{"title":{"nl":"a\uffffb"}}""", false)]
    [InlineData("""{"title":{"nl":"😀"}}""", true)]
    [InlineData("""{"title":{"zh-Hant-TW":"x"}}""", true)]
    [InlineData("""{"title":{"nl-be":"x"}}""", false)]
    [InlineData("""{"workload":{"ects":0}}""", false)]
    [InlineData("""{"workload":{"ects":300}}""", true)]
    [InlineData("""{"workload":{"ects":300.01}}""", false)]
    [InlineData("""{"workload":{"hours":-1}}""", false)]
    [InlineData("""{"workload":{"hours":1e999}}""", false)]
    [InlineData("""{"workBasedShare":0}""", true)]
    [InlineData("""{"workBasedShare":100.5}""", false)]
    [InlineData("""{"levels":[{"framework":"vks","level":4.0,"verifiedBy":"V"}]}""", true)]
    [InlineData("""{"levels":[{"framework":"vks","level":4.5,"verifiedBy":"V"}]}""", false)]
    [InlineData("""{"levels":[{"framework":"cec","level":4,"verifiedBy":"V"}]}""", false)]
    [InlineData("""{"assessment":{"type":{"nl":"A"},"scale":{}}}""", false)]
    [InlineData("""{"assessment":{"type":{"nl":"A"},"scale":{"minimum":0,"maximum":20,"pass":10,"values":[{"value":"a","pass":true}]}}}""", false)]
    [InlineData("""{"assessment":{"type":{"nl":"A"},"scale":{"values":[{"value":"a","pass":false}]}}}""", false)]
    [InlineData("""{"recognition":{"register":"R","number":"1","from":"2024-02-30"}}""", false)]
    [InlineData("""{"recognition":{"register":"R","number":"1","from":"2024-2-3"}}""", false)]
    [InlineData("""{"languages":["nl","nl"]}""", false)]
    [InlineData("""{"image":"https://example.org:8443/a%20b.png#x"}""", true)]
    [InlineData("""{"image":"https://example.org/a b.png"}""", false)]
    public void Both_say_the_same_at_the_edges(string change, bool right)
    {
        var definition = Definitions.Smallest();
        using var changes = JsonDocument.Parse(change);
        foreach (var member in changes.RootElement.EnumerateObject())
        {
            definition[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        var faults = Definitions.Parse(definition).Problem?.Errors.Where(error => error.Reason is not (Inputs.InputReasons.MissingLanguage or Inputs.InputReasons.ExtraLanguage));

        Assert.Equal(right, Validate(definition).Count == 0);
        Assert.Equal(right, faults?.Any() is not true);
    }

    [Fact]
    public void The_schema_lists_the_frameworks_levels_and_fields_that_the_code_knows()
    {
        var properties = SchemaJson.GetProperty("properties");
        var level = properties.GetProperty("levels").GetProperty("items").GetProperty("properties");

        Assert.Equal(
            QualificationsFramework.All.Select(framework => framework.Id),
            level.GetProperty("framework").GetProperty("enum").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(
            (QualificationsFramework.All.Min(framework => framework.Levels[0].Level), QualificationsFramework.All.Max(framework => framework.Levels[^1].Level)),
            (level.GetProperty("level").GetProperty("minimum").GetInt32(), level.GetProperty("level").GetProperty("maximum").GetInt32()));
        Assert.Equal(
            IscedField.All.Select(field => field.Code),
            properties.GetProperty("fields").GetProperty("items").GetProperty("enum").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(Definitions.Mandatory, SchemaJson.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    private static readonly Func<JsonObject, object[], bool>[] Changes =
    [
        Remove,
        Replace(() => null),
        Replace(() => JsonValue.Create("x")),
        Replace(() => JsonValue.Create("")),
        Replace(() => JsonValue.Create(" ")),
        Replace(() => JsonValue.Create(new string('a', 5000))),
        Replace(() => JsonValue.Create(0)),
        Replace(() => JsonValue.Create(-3.5)),
        Replace(() => JsonValue.Create(5)),
        Replace(() => JsonValue.Create(true)),
        Replace(() => new JsonObject()),
        Replace(() => new JsonArray()),
        Replace(() => new JsonObject { ["nl"] = "x" }),
        Replace(() => new JsonArray("x")),
        AddMember,
    ];

    private static bool IsRuleBetweenMembers(InputError error) =>
        error.Reason is Inputs.InputReasons.MissingLanguage or Inputs.InputReasons.ExtraLanguage or Inputs.InputReasons.LevelsDisagree or Inputs.InputReasons.UntilBeforeFrom
        || (error.Reason == Inputs.InputReasons.Duplicate && (error.Pointer.StartsWith("/levels/", StringComparison.Ordinal) || error.Pointer.StartsWith("/assessment/", StringComparison.Ordinal)));

    private static bool Remove(JsonObject root, object[] path)
    {
        var parent = At(root, path[..^1])!;
        if (parent is JsonArray array)
        {
            array.RemoveAt((int)path[^1]);
        }
        else
        {
            parent.AsObject().Remove((string)path[^1]);
        }

        return true;
    }

    private static Func<JsonObject, object[], bool> Replace(Func<JsonNode?> value) => (root, path) =>
    {
        var parent = At(root, path[..^1])!;
        if (parent is JsonArray array)
        {
            array[(int)path[^1]] = value();
        }
        else
        {
            parent.AsObject()[(string)path[^1]] = value();
        }

        return true;
    };

    private static bool AddMember(JsonObject root, object[] path)
    {
        if (At(root, path) is not JsonObject place)
        {
            return false;
        }

        place["unexpected"] = "x";
        return true;
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] path)
    {
        var members = node switch
        {
            JsonObject json => json.Select(member => ((object)member.Key, member.Value)),
            JsonArray array => array.Select((element, index) => ((object)index, element)),
            _ => [],
        };
        foreach (var (key, value) in members)
        {
            yield return [.. path, key];
            foreach (var deeper in Paths(value, [.. path, key]))
            {
                yield return deeper;
            }
        }
    }

    private static JsonNode? At(JsonNode? node, object[] path)
    {
        foreach (var key in path)
        {
            node = node switch
            {
                JsonArray array => (int)key < array.Count ? array[(int)key] : null,
                JsonObject json => json[(string)key],
                _ => null,
            };
        }

        return node;
    }

    private static IReadOnlyList<InputError> Validate(JsonObject definition)
    {
        using var document = JsonDocument.Parse(definition.ToJsonString());
        return Schema.Validate(document.RootElement);
    }

    private static string Show(IEnumerable<InputError> errors) => string.Join("; ", errors.Select(error => $"{error.Pointer} {error.Reason}"));
}
