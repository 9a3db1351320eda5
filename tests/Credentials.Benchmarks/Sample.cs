using System.Globalization;
using System.Text.Json;
using Credentials.Achievements;
using Credentials.Frameworks;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Benchmarks;

/// <summary>One centre and one achievement of the demo, and as many different learners as are asked for.</summary>
internal sealed class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Uri PublicUrl = new("http://localhost:8080");

    private readonly Centre _centre;
    private readonly AchievementVersion _achievement;

    public Sample(KeyAlgorithm algorithm)
    {
        Issuer = DidWeb.Build(PublicUrl, "centres/demo");
        Key = new SigningKey(Issuer + "#key-1", PrivateKey.Generate(algorithm));
        _ = KboNumber.TryParse("0566988259", out var kbo);
        _centre = new Centre(
            "demo", "CVO Demo", kbo, new CentreAddress("BE", "Vlaanderen"),
            [.. QualificationsFramework.All.Select(framework => new AwardingRight(framework.Id, [.. framework.Levels.Select(level => level.Level)]))]);
        var file = Path.Combine(AppContext.BaseDirectory, "Demo", "Achievements", "01-informatica-algemeen.json");
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        _achievement = new AchievementVersion("demo", 1, Achievement.Parse(json.RootElement).Value);
        Facts = new VerificationFacts
        {
            Now = Now,
            IssuerDocument = new Gathered<DidDocument>.Found(new DidDocument(Issuer, [new VerificationMethod(Key.VerificationMethod, Issuer.Value, Key.PrivateKey.PublicKey)], [])),
            TrustedIssuer = new Gathered<TrustedIssuer>.Found(
                new TrustedIssuer(Issuer, _centre, [new KeyPeriod(Key.VerificationMethod, Key.PrivateKey.PublicKey, Now.AddYears(-1))])),
            StatusLists = new Dictionary<string, Gathered<PublishedStatusList>>(),
        };
    }

    public Did Issuer { get; }

    public SigningKey Key { get; }

    /// <summary>Facts at hand; the caller adds the status list.</summary>
    public VerificationFacts Facts { get; }

    public CheckedAward Award(int number) => CheckedAward.Check(
        new AwardRequest(_achievement.Achievement.Id, new AwardLearner("Voornaam" + number.ToString(CultureInfo.InvariantCulture), "Familienaam"), new DateOnly(2026, 6, 30)),
        _centre, _achievement, new DateOnly(2026, 7, 1)).Value;

    public CredentialDraft Draft(CheckedAward award, Guid id, int index) =>
        CredentialDraft.Write(award, id, Issuer, PublicUrl, new StatusReference("list", index));

    /// <summary>The bytes that a JWS signature covers.</summary>
    public static byte[] SigningInput(ReadOnlyMemory<byte> jws)
    {
        var text = System.Text.Encoding.ASCII.GetString(jws.Span);
        return System.Text.Encoding.ASCII.GetBytes(text[..text.LastIndexOf('.')]);
    }
}
