using Credentials.Achievements;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;

namespace Credentials.WalletProfiles;

/// <summary>One claim of a profile: the single place that says whether it is selectively disclosable, for what is issued and for what is promised of it.</summary>
/// <param name="Name">The claim's name.</param>
/// <param name="IsMandatory">Whether every credential of the profile has it.</param>
/// <param name="IsDisclosable">Whether the holder chooses if it is seen.</param>
/// <param name="Label">Its name in nl, fr, de and en; null for what only machines read.</param>
internal sealed record ProfileClaim(string Name, bool IsMandatory, bool IsDisclosable, LanguageMap? Label)
{
    /// <summary>What only machines read; everyone sees it.</summary>
    public static ProfileClaim Technical(string name, bool isMandatory = false) => new(name, isMandatory, false, null);

    public static ProfileClaim Disclosable(string name, bool isMandatory, string nl, string fr, string de, string en) =>
        new(name, isMandatory, true, Texts(nl, fr, de, en));

    public static ProfileClaim Open(string name, bool isMandatory, string nl, string fr, string de, string en) =>
        new(name, isMandatory, false, Texts(nl, fr, de, en));

    public static LanguageMap Texts(string nl, string fr, string de, string en) =>
        LanguageMap.Of("nl", nl).And("fr", fr).And("de", de).And("en", en);

    public ClaimMetadata ToMetadata() => new(ClaimPath.Of(Name))
    {
        Display = Label is null ? null : [.. Label.Texts.Select(text => new ClaimDisplay(text.Key, text.Value))],
        IsMandatory = IsMandatory,
        Disclosure = IsDisclosable ? SelectiveDisclosureRule.Always : SelectiveDisclosureRule.Never,
    };
}
