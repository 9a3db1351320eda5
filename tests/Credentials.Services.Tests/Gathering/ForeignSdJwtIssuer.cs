using System.Text.Json;
using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.Signing;
using Credentials.StatusLists;

namespace Credentials.Services.Tests.Gathering;

/// <summary>An issuer of SD-JWT VCs that publishes its keys, its type and its status lists on a stranger's server.</summary>
internal sealed class ForeignSdJwtIssuer(Stranger stranger)
{
    public const string MetadataPath = "/.well-known/jwt-vc-issuer/school";
    public const string TypePath = "/kinds/badge";
    public const string ListPath = "/lists/1";

    public static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public string Issuer => stranger.Origin + "/school";

    public string Type => stranger.Origin + TypePath;

    public string ListUrl => stranger.Origin + ListPath;

    public SigningKey Key { get; } = new("k1", PrivateKey.Generate(KeyAlgorithm.P256));

    /// <summary>The type: a title that everyone sees, a grade that the holder may hide.</summary>
    public byte[] TypeDocument => new TypeMetadata(Type)
    {
        Claims =
        [
            new ClaimMetadata(ClaimPath.Of("name")) { Display = [new("nl", "Naam van de badge"), new("en", "Name of the badge")], IsMandatory = true, Disclosure = SelectiveDisclosureRule.Never },
            new ClaimMetadata(ClaimPath.Of("grade")) { Display = [new("en", "Grade")], Disclosure = SelectiveDisclosureRule.Always },
        ],
    }.ToUtf8();

    /// <summary>Puts everything in its place as it should be.</summary>
    public void Publish()
    {
        stranger.Answer(MetadataPath, Metadata(Issuer, Key));
        stranger.Answer(TypePath, TypeDocument);
        stranger.Answer(ListPath, List());
    }

    public static byte[] Metadata(string issuer, SigningKey key)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            JwtVcIssuerMetadata.Of(issuer, new([new IssuerKey(key.VerificationMethod, key.PrivateKey.PublicKey)])).Write(writer);
        return stream.ToArray();
    }

    public byte[] List(
        int bits = 2, int count = 64, int index = 7, byte status = 0, string? url = null, SigningKey? key = null, DateTimeOffset? signed = null, TimeSpan? validFor = null)
    {
        var list = TokenStatusList.Create(bits, count);
        if (status != 0)
            list.Set(index, status);
        return System.Text.Encoding.ASCII.GetBytes(StatusListToken.Sign(
            list, new Uri(url ?? ListUrl), Issuer, signed ?? Noon.AddMinutes(-5), validFor ?? TimeSpan.FromDays(1), TimeSpan.FromMinutes(10), key ?? Key));
    }

    /// <summary>With a name, and a grade that can be hidden; valid for a year.</summary>
    public string Credential(Func<SdJwtVcDraft, SdJwtVcDraft>? change = null, SigningKey? key = null, IReadOnlyList<ReadOnlyMemory<byte>>? certificates = null)
    {
        var draft = new SdJwtVcDraft
        {
            Type = Type,
            TypeIntegrity = SubresourceIntegrity.Of(TypeDocument),
            Issuer = Issuer,
            IssuedAt = Noon.AddDays(-1),
            Expires = Noon.AddYears(1),
            Status = new TokenStatusReference(ListUrl, 7),
            Claims = new SelectiveObject().Add("name", "Lassen").AddDisclosable("grade", "18/20"),
        };
        return (change is null ? draft : change(draft)).Sign(key ?? Key, certificates);
    }
}
