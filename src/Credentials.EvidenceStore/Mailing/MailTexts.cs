using System.Resources;
using Credentials.Web.Languages;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>What mails say, in the learner's language.</summary>
internal static class MailTexts
{
    private static readonly ResourceManager Texts = new(typeof(MailTexts));

    public static string Get(PageLanguage language, string key, params ReadOnlySpan<object?> values) =>
        string.Format(language.Culture, Texts.GetString(key, language.Culture) ?? throw new InvalidDataException($"there is no text {key}"), values);
}
