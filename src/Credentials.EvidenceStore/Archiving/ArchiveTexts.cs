using System.Globalization;
using System.Resources;
using Credentials.Web.Languages;

namespace Credentials.EvidenceStore.Archiving;

/// <summary>What an archive says to the learner, in the learner's language; English where the service does not speak it.</summary>
internal static class ArchiveTexts
{
    private static readonly ResourceManager Texts = new(typeof(ArchiveTexts));

    public static string ReadMe(string language, DateTimeOffset now) => string.Format(
        CultureInfo.InvariantCulture, Texts.GetString("readme", (PageLanguage.Find(language) ?? PageLanguage.English).Culture)!, now.UtcDateTime);
}
