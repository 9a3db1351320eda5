using System.Text.Json;
using Credentials.Achievements;
using Credentials.EvidenceStore.Recording;
using Credentials.Inputs;

namespace Credentials.IssuerService.Registering;

/// <summary>Adds an achievement to a centre, or makes a further version of one.</summary>
public sealed class DefineAchievement(AchievementVersions achievements)
{
    /// <param name="centre">Whose.</param>
    /// <param name="id">The id that the definition must have.</param>
    /// <param name="body">The definition.</param>
    /// <param name="expected">As of <see cref="AchievementVersions.PutAsync"/>.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The version that the definition has now, and whether the achievement is new.</returns>
    public async Task<Result<(AchievementVersion Version, bool IsNew)>> RunAsync(
        string centre, string id, JsonElement body, ExpectedAchievement? expected = null, CancellationToken cancel = default)
    {
        if (!Achievement.Parse(body).TryGet(out var achievement, out var fault))
            return fault;
        if (achievement.Id != id)
        {
            return new Problem(ProblemCode.InvalidInput, "the definition is of another achievement than the address")
            {
                Errors = [new InputError("/id", InputReasons.NotAllowedValue, "This must be the id in the address.")],
            };
        }

        var isNew = await achievements.FindAsync(centre, id, cancel: cancel) is null;
        return (await achievements.PutAsync(centre, achievement, expected, cancel)).Map(version => (version, isNew));
    }
}
