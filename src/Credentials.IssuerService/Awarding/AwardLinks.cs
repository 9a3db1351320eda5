using System.Text.Json;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;
using Credentials.Web;

namespace Credentials.IssuerService.Awarding;

/// <summary>Where an award, its credential, its share link and the learner's own link are.</summary>
public sealed class AwardLinks(ShareCredentials shares, PublicAddress address)
{
    public string Self(Guid id) => address.At($"/api/awards/{id}");

    /// <summary>The link that the QR code opens.</summary>
    public string Share(AwardDocument award) => address.At("/s/" + shares.DefaultToken(award.Id, award.ShareVersion));

    /// <summary>The learner's own link: whoever has it can take the credential into a wallet.</summary>
    internal string Claim(AwardDocument award) => address.At("/c/" + shares.ClaimToken(award.Id, award.ClaimVersion));

    internal void Write(Utf8JsonWriter writer, AwardDocument award)
    {
        writer.WriteStartObject("links");
        writer.WriteString("self", Self(award.Id));
        writer.WriteString("credential", address.At($"/api/credentials/{award.Id}"));
        writer.WriteString("share", Share(award));
        writer.WriteString("claim", Claim(award));
        writer.WriteEndObject();
    }
}
