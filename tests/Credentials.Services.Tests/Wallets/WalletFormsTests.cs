using Credentials.Achievements;
using Credentials.IssuerService.Wallets;
using Credentials.Services.Tests.Issuer;
using Credentials.WalletProfiles;

namespace Credentials.Services.Tests.Wallets;

public sealed class WalletFormsTests
{
    private static readonly Achievement WithLevel = Achievement.Parse(System.Text.Json.JsonSerializer.SerializeToElement(Bodies.Achievement())).Value;

    [Fact]
    public void What_the_centres_profile_cannot_say_is_not_offered_as_sd_jwt()
    {
        var withoutLevel = WithLevel with { StatedLevels = [] };
        var obstacle = WalletForms.FindObstacle(WalletProfile.LearningCredential, withoutLevel, CredentialConfiguration.SdJwt)!;
        Assert.Equal(ProblemCode.WrongState, obstacle.Code);
        Assert.Contains("European Qualifications Framework. Offer it as jwt_vc_json or ldp_vc.", obstacle.Detail, StringComparison.Ordinal);
        Assert.Null(WalletForms.FindObstacle(WalletProfile.MicroCredential, withoutLevel, CredentialConfiguration.SdJwt));
        Assert.Null(WalletForms.FindObstacle(WalletProfile.LearningCredential, withoutLevel, CredentialConfiguration.Jwt));
        foreach (var configuration in CredentialConfiguration.All)
            Assert.All(WalletProfile.All, profile => Assert.Null(WalletForms.FindObstacle(profile, WithLevel, configuration)));
    }
}
