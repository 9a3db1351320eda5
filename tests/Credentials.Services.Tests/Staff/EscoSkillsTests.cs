using Credentials.IssuerService;
using Credentials.IssuerService.Staff.Achievements;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Credentials.Services.Tests.Staff;

/// <summary>Skills of ESCO's own files beside those that come along.</summary>
public sealed class EscoSkillsTests : IDisposable
{
    private const string Header = "\uFEFFconceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n";
    private const string Sewing = "http://data.europa.eu/esco/skill/11111111-2222-3333-4444-555555555555";
    private const string MagWelding = "http://data.europa.eu/esco/skill/60ff3eac-7d4d-4e51-87b8-74c3b5d62498";

    private readonly string _folder = Directory.CreateTempSubdirectory("esco-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_files_of_every_language_beside_the_one_that_is_named_are_read()
    {
        var others = string.Join("\n", Enumerable.Repeat("another label", 2000));
        Write("skills_en.csv", $"K,{Sewing},s,c,\"sew, by \"\"hand\"\"\",\"{others}\",d\nK,not-an-address,s,c,x,y,z\nK,{MagWelding},s,c,something else,,\nK,{Sewing}\n");
        Write("skills_de.csv", $"K,{Sewing},s,c,von Hand nähen,,\nK,{MagWelding},s,c,MAG-Schweißen,,\n");
        Write("skills_it.csv", $"K,{Sewing},s,c,cucire,,\n");
        var skills = Skills(Path.Combine(_folder, "skills_de.csv"));
        Assert.Equal(["sew, by \"hand\"", "von Hand nähen"], skills.Find(Sewing)!.Name.Texts.Select(text => text.Value).Order());
        Assert.Equal([Sewing], skills.Seek("NAHEN hand").Select(skill => skill.Uri));
        // What comes along keeps its labels and gains those of other languages.
        Assert.Equal("perform metal active gas welding", skills.Find(MagWelding)!.Name.In("en"));
        Assert.Equal("MAG-Schweißen", skills.Find(MagWelding)!.Name.In("de"));
        Assert.Equal([MagWelding], skills.Seek("mag schweiß").Select(skill => skill.Uri));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nowhere/skills_nl.csv")]
    [InlineData("other.csv")]
    public void Without_a_file_that_can_be_read_those_that_come_along_are_found(string? file)
    {
        File.WriteAllText(Path.Combine(_folder, "other.csv"), "a,b\n1,2\n");
        var skills = Skills(file is null ? null : Path.Combine(_folder, file));
        Assert.Equal([MagWelding], skills.Seek("mag-lassen").Select(skill => skill.Uri));
        Assert.Empty(skills.Seek("  "));
        Assert.Empty(skills.Seek("\ud800"));
        Assert.True(skills.Seek("e").Count <= 12);
    }

    private void Write(string name, string rows) => File.WriteAllText(Path.Combine(_folder, name), Header + rows);

    private static EscoSkills Skills(string? file) => new(Options.Create(new IssuerServiceOptions { EscoSkillsFile = file }), NullLogger<EscoSkills>.Instance);
}
