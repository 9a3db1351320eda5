using Credentials.Frameworks;

namespace Credentials.Tests.Frameworks;

public class QualificationsFrameworkTests
{
    [Theory]
    [InlineData("vks", 1, "http://data.europa.eu/snb/qdr/c_cf509e8a")]
    [InlineData("vks", 2, "http://data.europa.eu/snb/qdr/c_7f5e85a7")]
    [InlineData("vks", 3, "http://data.europa.eu/snb/qdr/c_650d7e95")]
    [InlineData("vks", 4, "http://data.europa.eu/snb/qdr/c_615c4895")]
    [InlineData("vks", 5, "http://data.europa.eu/snb/qdr/c_6fa57440")]
    [InlineData("vks", 6, "http://data.europa.eu/snb/qdr/c_65235ec5")]
    [InlineData("vks", 7, "http://data.europa.eu/snb/qdr/c_95fec238")]
    [InlineData("vks", 8, "http://data.europa.eu/snb/qdr/c_13c65774")]
    [InlineData("eqf", 1, "http://data.europa.eu/snb/eqf/1")]
    [InlineData("eqf", 8, "http://data.europa.eu/snb/eqf/8")]
    public void A_level_has_the_URI_that_the_EU_gives_it(string framework, int number, string uri)
    {
        Assert.True(QualificationsFramework.TryFindLevel(framework, number, out var level));
        Assert.Equal(uri, level.Uri);
        Assert.True(QualificationsFramework.TryFindLevelByUri(uri, out var found));
        Assert.Equal(level, found);
    }

    [Theory]
    [InlineData("vks", 0)]
    [InlineData("vks", 9)]
    [InlineData("VKS", 4)]
    [InlineData("nqf", 4)]
    public void What_is_no_level_is_not_found(string framework, int level) =>
        Assert.False(QualificationsFramework.TryFindLevel(framework, level, out _));

    [Fact]
    public void Every_VKS_level_corresponds_to_the_EQF_level_of_the_same_number()
    {
        Assert.True(QualificationsFramework.TryFind("vks", out var vks));
        Assert.All(vks.Levels, level =>
        {
            Assert.True(QualificationsFramework.TryToEqf(level, out var eqf));
            Assert.Equal(("eqf", level.Level), (eqf.Framework, eqf.Level));
        });
    }

    [Fact]
    public void Frameworks_and_levels_are_named_in_four_languages()
    {
        Assert.Equal(["vks", "eqf"], QualificationsFramework.All.Select(framework => framework.Id));
        foreach (var framework in QualificationsFramework.All)
        {
            Assert.Equal(8, framework.Levels.Count);
            Assert.All(["nl", "fr", "de", "en"], language =>
            {
                Assert.False(string.IsNullOrWhiteSpace(framework.Names[language]));
                Assert.All(framework.Levels, level => Assert.Contains($"{level.Level}", level.Names[language], StringComparison.Ordinal));
            });
        }

        QualificationsFramework.TryFindLevel("vks", 4, out var vks4);
        Assert.Equal("VKS-niveau 4", vks4.NameIn("nl"));
        Assert.Equal("FQF level 4", vks4.NameIn("it"));
    }
}
