using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Achievements;

namespace Credentials.Tests.Achievements;

/// <summary>Definitions of achievements for tests: the smallest, the fullest, the demonstration's, and random ones from a seed.</summary>
internal static class Definitions
{
    public static readonly string[] Mandatory =
        ["id", "title", "description", "levels", "learningOutcomes", "workload", "assessment", "participation", "qualityAssurance"];

    public static JsonObject Smallest() => Read("""
        {"id":"a","title":{"nl":"T"},"description":{"nl":"D"},"levels":[{"framework":"vks","level":4,"verifiedBy":"V"}],
         "learningOutcomes":[{"title":{"nl":"L"}}],"workload":{"ects":3},"assessment":{"type":{"nl":"A"}},"participation":"online","qualityAssurance":{"type":{"nl":"K"}}}
        """);

    public static JsonObject Fullest() => Read("""
        {"id":"lassen-2","title":{"nl":"Lassen \"MAG\"","en":"Welding","fr":"Soudage"},"description":{"nl":"Twee\nregels \\ 😀","en":"Two\nlines","fr":"Deux\nlignes"},
         "levels":[{"framework":"vks","level":4,"verifiedBy":"AHOVOKS"},{"framework":"eqf","level":4,"verifiedBy":"AHOVOKS"}],
         "learningOutcomes":[
           {"title":{"nl":"Last","en":"Welds","fr":"Soude"},"skills":[{"uri":"http://data.europa.eu/esco/skill/60ff3eac-7d4d-4e51-87b8-74c3b5d62498","name":{"en":"perform metal active gas welding"}}]},
           {"title":{"nl":"Keurt","en":"Inspects","fr":"Inspecte"},"skills":[{"uri":"http://data.europa.eu/esco/skill/60ff3eac-7d4d-4e51-87b8-74c3b5d62498","name":{"en":"perform metal active gas welding"}},
             {"uri":"http://data.europa.eu/esco/skill/34016949-da9c-4107-98e3-1080ae405e27","name":{"nl":"lasinspecties uitvoeren","en":"perform welding inspection"}}]}],
         "workload":{"ects":2.5,"hours":62.5},
         "assessment":{"type":{"nl":"Proef","en":"Test","fr":"Épreuve"},"supervision":"supervised-id-onsite",
           "scale":{"required":true,"values":[{"value":"Uitstekend","pass":true},{"value":"Geslaagd","pass":true},{"value":"Niet geslaagd","pass":false}]}},
         "participation":"blended","qualityAssurance":{"type":{"nl":"Doorlichting","en":"Inspection","fr":"Inspection"},"body":"Onderwijsinspectie"},
         "languages":["nl","fr-BE"],"learningSetting":"informal","workBasedShare":40,"priorLearning":{"assessedBy":"EVC-centrum"},"fields":["0715","07"],
         "suspendable":true,"stackable":true,"partOf":{"kind":"professional","code":"BK-0122","title":{"nl":"Lasser","en":"Welder","fr":"Soudeur"}},
         "prerequisites":{"nl":"Geen","en":"None","fr":"Aucun"},"recognition":{"register":"R","number":"N-1","from":"2023-09-01","until":"2027-08-31"},
         "qualityAudit":{"date":"2024-03-14","by":"Auditor"},"criteria":{"nl":"C","en":"C","fr":"C"},"image":"https://example.org/a.png?x=1&y=2",
         "led":{"categorie":"Secundair onderwijs","graad":"Niet van toepassing","onderwijsvorm":"Niet van toepassing","bewijstype":"Deelcertificaat","bewijsstaat":"Tussenbewijs",
           "instantie":"Centrum voor Volwassenenonderwijs (CVO)","onderwerp":{"code":"521001","naam":"Mechanica"},"schooltype":"Niet van toepassing",
           "authenticiteit":"Authentiek","studierichting":{"naam":"Lassen & snijden","code":"40005511"}}}
        """);

    public static IEnumerable<(string File, JsonObject Definition)> Demonstration() =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src", "Credentials.App", "Demo", "Achievements"), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), Read(File.ReadAllText(file))));

    /// <summary>The fullest with some of its optional parts left out and some of its values changed.</summary>
    public static JsonObject Random(int seed)
    {
        var random = new Random(seed);
        var definition = Fullest();
        foreach (var name in definition.Select(member => member.Key).Except(Mandatory).ToArray())
        {
            if (random.Next(2) == 0)
            {
                definition.Remove(name);
            }
        }

        definition["participation"] = new[] { "online", "on-site", "blended" }[random.Next(3)];
        definition["workload"] = random.Next(3) switch
        {
            0 => new JsonObject { ["ects"] = random.Next(1, 600) / 100m },
            1 => new JsonObject { ["hours"] = random.Next(1, 100_000) / 100m },
            _ => new JsonObject { ["ects"] = random.Next(1, 60), ["hours"] = random.Next(1, 900) },
        };
        var level = random.Next(1, 9);
        definition["levels"] = new JsonArray(random.Next(2) == 0
            ? [Level("vks", level)]
            : [Level("eqf", level), Level("vks", level)]);
        var assessment = definition["assessment"]!.AsObject();
        if (random.Next(3) == 0)
        {
            assessment.Remove("supervision");
        }

        switch (random.Next(3))
        {
            case 0:
                assessment.Remove("scale");
                break;
            case 1:
                assessment["scale"] = new JsonObject { ["minimum"] = 0, ["maximum"] = 20, ["pass"] = random.Next(0, 2000) / 100m };
                break;
        }

        if (definition["suspendable"] is not null)
        {
            definition["suspendable"] = random.Next(2) == 0;
        }

        return definition;
    }

    public static Result<Achievement> Parse(JsonNode? definition)
    {
        using var document = JsonDocument.Parse(definition?.ToJsonString() ?? "null");
        return Achievement.Parse(document.RootElement);
    }

    private static JsonObject Level(string framework, int level) => new() { ["framework"] = framework, ["level"] = level, ["verifiedBy"] = "AHOVOKS" };

    private static JsonObject Read(string json) => JsonNode.Parse(json)!.AsObject();
}
