using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Achievements;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Tests.Achievements;
using Credentials.WalletProfiles;

namespace Credentials.Tests.Issuing;

/// <summary>A centre, its key and awards for tests.</summary>
internal static class Awards
{
    public static readonly DateOnly Today = new(2026, 7, 1);
    public static readonly Uri PublicUrl = new("https://credentials.example/base");
    public static readonly Guid Id = new("1b6ef2a4-0000-4000-8000-000000000001");
    public static readonly StatusReference Status = new("7", 131071);
    public static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static Centre Centre { get; } = new(
        "demo", "CVO \"Demer & Land\"", Kbo("0566.988.259"), new CentreAddress("BE", "Vlaanderen", "Begijnenvest 12", "3200", "Aarschot"),
        [new AwardingRight("vks", [1, 2, 3, 4, 5, 6, 7, 8])])
    {
        Homepage = "https://cvo.example/",
        Email = "info@cvo.example",
    };

    public static Did Issuer { get; } = DidOf("did:web:credentials.example:centres:demo");

    public static SigningKey Key(KeyAlgorithm algorithm = KeyAlgorithm.Ed25519) => new($"{Issuer.Value}#key-1", PrivateKey.Generate(algorithm));

    public static AchievementVersion Version(JsonNode definition, int version = 1) => new("demo", version, Definitions.Parse(definition).Value);

    public static Result<AwardRequest> Parse(string json, bool acceptTestNumbers = false)
    {
        using var document = JsonDocument.Parse(json);
        return AwardRequest.Parse(document.RootElement, acceptTestNumbers);
    }

    public static AwardRequest Request(string achievement) =>
        new(achievement, new AwardLearner("Zoë \"Zo\"", "D'Hondt\\Peeters"), new DateOnly(2026, 6, 30));

    public static AwardedLearning Learning(CheckedAward award) => AwardedLearning.Of(award.Request, award.Centre, award.Achievement.Achievement, Id);

    public static CheckedAward Check(AwardRequest request, AchievementVersion version) => CheckedAward.Check(request, Centre, version, Today).Value;

    public static CheckedAward Check(JsonNode definition, Func<AwardRequest, AwardRequest>? change = null)
    {
        var version = Version(definition);
        var request = Request(version.Achievement.Id);
        if (version.Achievement.Assessment.Scale is { } scale)
        {
            request = request with { Result = Passing(scale) };
        }

        return Check(change is null ? request : change(request), version);
    }

    public static string Passing(GradingScale scale) => scale switch
    {
        ListScale list => list.Values.Last(value => value.Pass).Value,
        NumericScale numbers => numbers.Maximum.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new ArgumentException("no scale that is known", nameof(scale)),
    };

    public static CredentialDraft Draft(CheckedAward award) => CredentialDraft.Write(award, Id, Issuer, PublicUrl, Status);

    public static KboNumber Kbo(string text) => KboNumber.TryParse(text, out var number) ? number : throw new ArgumentException(text);

    public static Did DidOf(string text) => Did.TryParse(text, out var did) ? did : throw new ArgumentException(text);

    /// <summary>Everything that an award can carry besides what it must.</summary>
    public static AwardRequest Everything(AwardRequest request) => request with
    {
        Language = "en",
        Recognition = true,
        Hours = 7.5m,
        Evidence =
        [
            new AwardEvidence("Lasproef \"1\"", "Foto's\nvan het werkstuk", "https://cvo.example/bewijs/1?x=1&y=2", "sha256-" + Convert.ToBase64String(new byte[32])),
            new AwardEvidence("Verslag", Digest: "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        ],
    };
}
