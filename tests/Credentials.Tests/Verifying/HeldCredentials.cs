using Credentials.Keys;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Tests.Achievements;
using Credentials.Tests.Issuing;
using Credentials.Verifying;
using Credentials.WalletProfiles;

namespace Credentials.Tests.Verifying;

/// <summary>SD-JWT VCs of a trusted centre in a wallet, with everything at hand to check them.</summary>
internal static class HeldCredentials
{
    public const string IssuerAddress = "https://credentials.example/base/centres/demo";
    public const string ListUrl = "https://credentials.example/base/status/7/token";
    public const int Index = 4711;

    public static readonly DateTimeOffset Now = Awards.Now.AddDays(1);
    public static readonly SigningKey Key = Awards.Key(KeyAlgorithm.P256);
    public static readonly PrivateKey Holder = PrivateKey.Generate(KeyAlgorithm.P256);

    public static string Issue(string profile = "micro-credential")
    {
        Assert.True(WalletProfile.TryFind(profile, out var found));
        var learning = Awards.Learning(Awards.Check(Definitions.Fullest(), request => Awards.Everything(request) with { Result = "Geslaagd" }));
        var binding = new WalletBinding(
            IssuerAddress, Awards.Now, Awards.Now.AddYears(2), "urn:uuid:9a3f6b2e-1c44-4b8a-9e21-6f0a2d7c5b31", Holder.PublicKey, new TokenStatusReference(ListUrl, Index));
        return found.Draft(learning, Awards.PublicUrl, binding).Value.Sign(Key);
    }

    public static PresentedCredential Parse(string text) => PresentedCredential.Parse(System.Text.Encoding.ASCII.GetBytes(text)).Value;

    public static TrustedIssuer Trusted =>
        new(Awards.Issuer, Awards.Centre, [new KeyPeriod(Key.VerificationMethod, Key.PrivateKey.PublicKey, Awards.Now.AddYears(-1))]) { Address = IssuerAddress };

    public static PublishedTokenStatusList List(SigningKey key, byte status = 0, string? issuer = IssuerAddress)
    {
        var list = TokenStatusList.Create(2, 8192);
        list.Set(Index, status);
        var token = StatusListToken.Sign(list, new Uri(ListUrl), issuer, Now.AddMinutes(-1), TimeSpan.FromDays(1), TimeSpan.FromMinutes(5), key);
        return PublishedTokenStatusList.Read(
            StatusListToken.Parse(System.Text.Encoding.ASCII.GetBytes(token)).Value, ListUrl, issuer, new IssuerKeyFacts(), Trusted, Now);
    }

    public static VerificationFacts Facts(PresentedCredential presented) => new()
    {
        Now = Now,
        IssuerDocument = new Gathered<DidDocument>.Unreachable("not needed"),
        TrustedIssuer = new Gathered<TrustedIssuer>.Found(Trusted),
        StatusLists = new Dictionary<string, Gathered<PublishedStatusList>>(),
        IssuerKeys = new IssuerKeyFacts(),
        TokenStatusList = new Gathered<PublishedTokenStatusList>.Found(List(Key)),
        Type = presented.SdJwtVc is { } credential && WalletProfile.OfType(credential.Type)?.MetadataFor(Awards.PublicUrl) is { } type
            ? new Gathered<TypeDescription>.Found(TypeDescription.Of(type))
            : null,
    };
}
