using System.Text.Json;
using Credentials.Frameworks;
using Credentials.Verifying.Checks;

namespace Credentials.Verifying.Reading;

/// <summary>
/// The members of an Open Badges 3.0 <c>achievement</c> that checking and reporting look at, those of the European Learning Model among them
/// (<see cref="Issuing.CredentialTerms"/>), found in one walk.
/// </summary>
internal sealed class AchievementMembers
{
    private IReadOnlyList<FrameworkLevel>? _levels;

    public AchievementMembers(JsonElement achievement)
    {
        if (achievement.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in achievement.EnumerateObject())
            Assign(JsonReading.NameOf(property), property.Value);
    }

    public JsonElement Id { get; private set; }

    public JsonElement Type { get; private set; }

    public JsonElement Name { get; private set; }

    public JsonElement Description { get; private set; }

    public JsonElement Criteria { get; private set; }

    public JsonElement Language { get; private set; }

    public JsonElement Alignment { get; private set; }

    /// <summary>The levels of frameworks that are known here, of all that the alignments name.</summary>
    public IReadOnlyList<FrameworkLevel> Levels => _levels ??= CredentialLevels.In(Alignment);

    public JsonElement Credits { get; private set; }

    public JsonElement LearningOutcome { get; private set; }

    public JsonElement VolumeOfLearning { get; private set; }

    public JsonElement Assessment { get; private set; }

    public JsonElement Participation { get; private set; }

    public JsonElement QualityAssurance { get; private set; }

    private void Assign(ReadOnlySpan<byte> name, JsonElement value)
    {
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8): Id = value; break;
            case 4 when name.SequenceEqual("type"u8): Type = value; break;
            case 4 when name.SequenceEqual("name"u8): Name = value; break;
            case 4 when name.SequenceEqual("mode"u8): Participation = value; break;
            case 8 when name.SequenceEqual("provenBy"u8): Assessment = value; break;
            case 8 when name.SequenceEqual("criteria"u8): Criteria = value; break;
            case 9 when name.SequenceEqual("alignment"u8): Alignment = value; break;
            case 10 when name.SequenceEqual("inLanguage"u8): Language = value; break;
            case 11 when name.SequenceEqual("description"u8): Description = value; break;
            case 13 when name.SequenceEqual("accreditation"u8): QualityAssurance = value; break;
            case 15 when name.SequenceEqual("learningOutcome"u8): LearningOutcome = value; break;
            case 16 when name.SequenceEqual("volumeOfLearning"u8): VolumeOfLearning = value; break;
            case 16 when name.SequenceEqual("creditsAvailable"u8): Credits = value; break;
        }
    }
}
