using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Achievements;
using Credentials.Inputs;

namespace Credentials.Tests.Achievements;

public class AchievementTests
{
    public static TheoryData<string, string> MandatoryElements => new()
    {
        { "title", "/title" },
        { "learningOutcomes", "/learningOutcomes" },
        { "workload", "/workload" },
        { "levels", "/levels" },
        { "assessment", "/assessment" },
        { "participation", "/participation" },
        { "qualityAssurance", "/qualityAssurance" },
        { "id", "/id" },
        { "description", "/description" },
    };

    [Theory]
    [MemberData(nameof(MandatoryElements))]
    public void A_mandatory_element_that_is_missing_is_an_error_of_its_own(string member, string pointer)
    {
        var definition = Definitions.Fullest();
        definition.Remove(member);

        var error = Assert.Single(Definitions.Parse(definition).Problem!.Errors);

        Assert.Equal((pointer, InputReasons.Missing), (error.Pointer, error.Reason));
        Assert.EndsWith(".", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void All_missing_elements_are_named_at_once()
    {
        var errors = Definitions.Parse(new JsonObject()).Problem!.Errors;

        Assert.Equal(Definitions.Mandatory.Select(name => $"/{name}").Order(), errors.Select(error => error.Pointer).Order());
        Assert.All(errors, error => Assert.Equal(InputReasons.Missing, error.Reason));
        Assert.Equal(errors.Count, errors.Select(error => error.Detail).Distinct().Count());
    }

    [Fact]
    public void What_is_written_reads_as_the_same_value()
    {
        foreach (var definition in Enumerable.Range(0, 300).Select(Definitions.Random).Append(Definitions.Smallest()).Append(Definitions.Fullest()))
        {
            var achievement = Definitions.Parse(definition).Value;

            var again = Achievement.Parse(Write(achievement)).Value;

            Assert.Equal(achievement, again);
            Assert.Equal(achievement.GetHashCode(), again.GetHashCode());
        }
    }

    [Fact]
    public void Definitions_that_differ_are_different_values()
    {
        var first = Definitions.Parse(Definitions.Fullest()).Value;
        var other = Definitions.Fullest();
        other["learningOutcomes"]![1]!["title"]!["en"] = "Judges";

        Assert.NotEqual(first, Definitions.Parse(other).Value);
    }

    [Fact]
    public void The_demonstration_offers_real_achievements_of_several_levels()
    {
        var all = Definitions.Demonstration().Select(entry => (entry.File, Value: Definitions.Parse(entry.Definition).Value)).ToArray();

        Assert.True(all.Length >= 6);
        Assert.All(all, entry => Assert.EndsWith($"{entry.Value.Id}.json", entry.File, StringComparison.Ordinal));
        Assert.Equal([2, 3, 4, 5, 6], all.Select(entry => entry.Value.Levels[0].Level).Distinct().Order());
        Assert.All(all, entry => Assert.Superset(new HashSet<string> { "nl", "en" }, entry.Value.Languages.ToHashSet()));
        Assert.Contains(all, entry => entry.Value.PriorLearning is not null);
        Assert.Contains(all, entry => entry.Value.PartOf?.Kind == QualificationKind.Professional);
        Assert.Contains(all, entry => entry.Value.Suspendable);
        var first = all[0].Value;
        Assert.False(first.Suspendable);
        Assert.False(first.Assessment.Scale!.ResultRequired);
        Assert.Equal(["nl", "en", "fr", "de"], first.Languages);
    }

    [Fact]
    public void The_EQF_level_follows_from_the_VKS_level()
    {
        var achievement = Definitions.Parse(Definitions.Smallest()).Value;

        Assert.Equal(["VKS 4", "EQF 4"], achievement.Levels.Select(level => level.ToString()));
        Assert.Equal(["V", "V"], achievement.VerifiedLevels.Select(level => level.VerifiedBy));
        Assert.Equal(2, Definitions.Parse(Definitions.Fullest()).Value.Levels.Count);
    }

    [Fact]
    public void A_text_lacking_a_language_of_the_title_is_an_error_naming_it()
    {
        var definition = Definitions.Fullest();
        definition["learningOutcomes"]![1]!["title"]!.AsObject().Remove("fr");
        definition["criteria"]!["de"] = "K";

        var errors = Definitions.Parse(definition).Problem!.Errors;

        Assert.Contains(errors, error => error is { Pointer: "/learningOutcomes/1/title", Reason: InputReasons.MissingLanguage } && error.Detail.Contains("fr", StringComparison.Ordinal));
        Assert.Contains(errors, error => error is { Pointer: "/criteria/de", Reason: InputReasons.ExtraLanguage });
        Assert.Equal(2, errors.Count);
    }

    [Theory]
    [InlineData("""{"levels":[{"framework":"vks","level":4,"verifiedBy":"V"},{"framework":"vks","level":5,"verifiedBy":"V"}]}""", "/levels/1", InputReasons.Duplicate)]
    [InlineData("""{"levels":[{"framework":"vks","level":4,"verifiedBy":"V"},{"framework":"eqf","level":5,"verifiedBy":"V"}]}""", "/levels", InputReasons.LevelsDisagree)]
    [InlineData("""{"levels":[{"framework":"vks","level":9,"verifiedBy":"V"}]}""", "/levels/0", InputReasons.UnknownLevel)]
    [InlineData("""{"levels":[{"framework":"vks","level":4}]}""", "/levels/0/verifiedBy", InputReasons.Missing)]
    [InlineData("""{"workload":{}}""", "/workload", InputReasons.Missing)]
    [InlineData("""{"workload":{"ects":0}}""", "/workload/ects", InputReasons.OutOfRange)]
    [InlineData("""{"workload":{"hours":1.005}}""", "/workload/hours", InputReasons.OutOfRange)]
    [InlineData("""{"workload":{"hours":1e400}}""", "/workload/hours", InputReasons.OutOfRange)]
    [InlineData("""{"participation":"hybrid"}""", "/participation", InputReasons.NotAllowedValue)]
    [InlineData("""{"fields":["0611","0611"]}""", "/fields/1", InputReasons.Duplicate)]
    [InlineData("""{"fields":["9998"]}""", "/fields/0", InputReasons.UnknownField)]
    [InlineData("""{"recognition":{"register":"R","number":"1","from":"2024-01-02","until":"2024-01-01"}}""", "/recognition/until", InputReasons.UntilBeforeFrom)]
    [InlineData("""{"recognition":{"register":"R","number":"1","from":"2024-02-30"}}""", "/recognition/from", InputReasons.NotADate)]
    [InlineData("""{"assessment":{"type":{"nl":"A"},"scale":{"minimum":0,"maximum":20,"pass":21}}}""", "/assessment/scale/pass", InputReasons.OutOfRange)]
    [InlineData("""{"assessment":{"type":{"nl":"A"},"scale":{"values":[{"value":"a","pass":true},{"value":"A","pass":false}]}}}""", "/assessment/scale/values/1", InputReasons.Duplicate)]
    [InlineData("""{"assessment":{"type":{"nl":"A"},"scale":{"values":[{"value":"a","pass":false}]}}}""", "/assessment/scale/values", InputReasons.Missing)]
    [InlineData("""{"title":{"nl":"a\u202eb"}}""", "/title/nl", InputReasons.BadCharacters)]
    [InlineData("""{"title":{"nl":"a\ud800b"}}""", "/title/nl", InputReasons.BadCharacters)]
    [InlineData("""{"title":{"Dutch":"a"}}""", "/title/Dutch", InputReasons.BadFormat)]
    [InlineData("""{"image":"http://example.org/a.png"}""", "/image", InputReasons.BadUrl)]
    [InlineData("""{"levl":1}""", "/levl", InputReasons.UnknownMember)]
    [InlineData("""{"id":"-a"}""", "/id", InputReasons.BadFormat)]
    [InlineData("""{"qualityAudit":null}""", "/qualityAudit", InputReasons.WrongType)]
    [InlineData("""{"led":{"graad":"G","onderwijsvorm":"O","bewijstype":"B","bewijsstaat":"Eindbewijs","instantie":"I","onderwerp":{"code":"1"},"schooltype":"S"}}""", "/led/categorie", InputReasons.Missing)]
    [InlineData("""{"led":{"categorie":"C","graad":"G","onderwijsvorm":"O","bewijstype":"B","bewijsstaat":"eindbewijs","instantie":"I","onderwerp":{"code":"1"},"schooltype":"S"}}""", "/led/bewijsstaat", InputReasons.NotAllowedValue)]
    [InlineData("""{"led":{"categorie":"C","graad":"G","onderwijsvorm":"O","bewijstype":"B","bewijsstaat":"Eindbewijs","instantie":"I","onderwerp":{},"schooltype":"S"}}""", "/led/onderwerp/code", InputReasons.Missing)]
    [InlineData("""{"led":{"categorie":"C","graad":"gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg","onderwijsvorm":"O","bewijstype":"B","bewijsstaat":"Eindbewijs","instantie":"I","onderwerp":{"code":"1"},"schooltype":"S"}}""", "/led/graad", InputReasons.TooLong)]
    [InlineData("""{"led":{"categorie":"C","graad":"G","onderwijsvorm":"O","bewijstype":"B","bewijsstaat":"Eindbewijs","instantie":"I","onderwerp":{"code":"1"},"schooltype":"S","mustBeRegistered":true}}""", "/led/mustBeRegistered", InputReasons.UnknownMember)]
    public void A_fault_is_named_by_pointer_and_reason(string change, string pointer, string reason)
    {
        using var smallest = JsonDocument.Parse(Definitions.Smallest().ToJsonString());
        using var changes = JsonDocument.Parse(change);
        var merged = smallest.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText());
        foreach (var member in changes.RootElement.EnumerateObject())
        {
            merged[member.Name] = member.Value.GetRawText();
        }

        using var definition = JsonDocument.Parse($"{{{string.Join(',', merged.Select(member => $"\"{member.Key}\":{member.Value}"))}}}");
        var error = Assert.Single(Achievement.Parse(definition.RootElement).Problem!.Errors);

        Assert.Equal((pointer, reason), (error.Pointer, error.Reason));
    }

    [Fact]
    public void A_member_that_stands_twice_is_an_error()
    {
        using var definition = JsonDocument.Parse(Definitions.Smallest().ToJsonString().Replace("\"id\":\"a\"", "\"id\":\"a\",\"id\":\"b\"", StringComparison.Ordinal));

        Assert.Contains(Achievement.Parse(definition.RootElement).Problem!.Errors, error => error is { Pointer: "/id", Reason: InputReasons.DuplicateMember });
    }

    [Fact]
    public void The_language_asked_for_falls_back_to_its_base_and_then_to_the_first()
    {
        var title = Definitions.Parse(Definitions.Fullest()).Value.Title;

        Assert.Equal(["Welding", "Soudage", "Lassen \"MAG\""], new[] { "en", "fr-BE", "it" }.Select(title.In));
        Assert.True(title.Has("FR"));
        Assert.False(title.Has("de"));
    }

    [Fact]
    public void An_achievement_must_be_registered_where_it_says_how_LED_classifies_it()
    {
        var led = Definitions.Parse(Definitions.Fullest()).Value;

        Assert.True(led.MustBeRegistered);
        Assert.Equal(("521001", LedProofState.Intermediate, "40005511"), (led.Led!.Onderwerp.Code, led.Led.Bewijsstaat, led.Led.Studierichting!.Code));
        Assert.False(Definitions.Parse(Definitions.Smallest()).Value.MustBeRegistered);
    }

    private static JsonElement Write(Achievement achievement)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            achievement.Write(writer);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
