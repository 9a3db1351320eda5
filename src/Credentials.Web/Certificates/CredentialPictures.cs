using Credentials.Pictures;

namespace Credentials.Web.Certificates;

/// <summary>What the awarding centre shows of its own on what it awards.</summary>
/// <param name="Logo">The centre's; null where it has none, or the issuer is no centre of this installation.</param>
/// <param name="Badge">The achievement's; null: the badge is drawn.</param>
public sealed record CredentialPictures(Picture? Logo, Picture? Badge)
{
    public static CredentialPictures None { get; } = new(null, null);
}
