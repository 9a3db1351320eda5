using Credentials.Achievements;
using Credentials.Frameworks;

namespace Credentials.Tests.Frameworks;

public sealed class EscoSkillListTests
{
    [Fact]
    public void The_skills_that_come_along_have_addresses_of_esco_and_labels()
    {
        Assert.Equal(30, EscoSkillList.Bundled.Count);
        Assert.All(EscoSkillList.Bundled, skill => Assert.True(EscoSkill.IsUri(skill.Uri) && skill.Name.Has("nl") && skill.Name.Has("en"), skill.Uri));
        Assert.Equal(EscoSkillList.Bundled.Count, EscoSkillList.Bundled.Select(skill => skill.Uri).Distinct().Count());
        Assert.Equal(
            "MAG-lassen", EscoSkillList.Bundled.Single(skill => skill.Uri == "http://data.europa.eu/esco/skill/60ff3eac-7d4d-4e51-87b8-74c3b5d62498").Name.In("nl"));
    }
}
