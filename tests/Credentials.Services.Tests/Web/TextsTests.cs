using System.Collections;
using System.Globalization;
using System.Resources;
using Credentials.PublicVerifier.Pages;
using Credentials.Verifying;
using Credentials.Web.Languages;

namespace Credentials.Services.Tests.Web;

public sealed class TextsTests
{
    public static TheoryData<Type, string> Files
    {
        get
        {
            var files = new TheoryData<Type, string>();
            foreach (var texts in TextClasses())
                foreach (var language in PageLanguage.All) files.Add(texts, language.Tag);
            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_language_has_every_text_and_no_other(Type texts, string language)
    {
        var english = Read(texts, "en");
        var translated = Read(texts, language);
        Assert.Empty(english.Keys.Except(translated.Keys));
        Assert.Empty(translated.Keys.Except(english.Keys));
        Assert.DoesNotContain(translated.Values, string.IsNullOrWhiteSpace);
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(translated[text.Key])));
    }

    [Fact]
    public void Every_finding_that_a_check_can_make_is_said_in_plain_words()
    {
        var texts = Read(typeof(VerifierTexts), "en");
        Assert.NotEmpty(Reasons.All);
        Assert.Empty(Reasons.All.Select(check => $"check.{check.Id}.{check.Reason}").Except(texts.Keys));
        Assert.Empty(Reasons.All.Select(check => $"check.{check.Id}").Distinct().Except(texts.Keys));
    }

    // Whatever class of whichever part has a resource file of its own name.
    private static IEnumerable<Type> TextClasses() =>
        new[] { typeof(SharedTexts), typeof(VerifierTexts), typeof(IssuerService.IssuerServicePart), typeof(Credentials.EvidenceStore.EvidenceStorePart) }
            .Select(type => type.Assembly).Distinct()
            .SelectMany(assembly => assembly.GetTypes().Where(type => assembly.GetManifestResourceInfo(type.FullName + ".resources") is not null));

    private static Dictionary<string, string> Read(Type texts, string language)
    {
        var manager = new ResourceManager(texts.FullName!, texts.Assembly);
        // The neutral file is the English one; a satellite is asked for without falling back on it.
        var set = manager.GetResourceSet(language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static string Places(string text) => string.Concat(Enumerable.Range(0, 4).Select(place => text.Contains($"{{{place}}}", StringComparison.Ordinal) ? place.ToString(CultureInfo.InvariantCulture) : ""));
}
