using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Credentials.PublicVerifier.Pages;
using Credentials.Verifying;
using Credentials.Web.Languages;

namespace Credentials.Services.Tests.Web;

public sealed partial class TextsTests
{
    /// <summary>What reads the same in English and in another language, by text; a name, a unit or a word that both have.</summary>
    private static readonly Dictionary<string, string[]> SameWords = new()
    {
        ["brand"] = ["nl", "fr", "de"],
        ["check.format"] = ["de"],
        ["check.proof"] = ["fr"],
        ["check.schema"] = ["fr"],
        ["documents"] = ["fr"],
        ["eqf"] = ["nl"],
        ["kbo"] = ["nl"],
        ["participation.online"] = ["nl", "de"],
        ["size.kb"] = ["nl", "de"],
        ["size.mb"] = ["nl", "de"],
    };

    public static TheoryData<Type, string> Files
    {
        get
        {
            var files = new TheoryData<Type, string>();
            foreach (var texts in TextClasses)
                foreach (var language in PageLanguage.All) files.Add(texts, language.Tag);
            return files;
        }
    }

    public static TheoryData<Type> Classes => [.. TextClasses];

    // Whatever class of whichever part has a resource file of its own name.
    private static IEnumerable<Type> TextClasses =>
        new[] { typeof(SharedTexts), typeof(VerifierTexts), typeof(IssuerService.IssuerServicePart), typeof(Credentials.EvidenceStore.EvidenceStorePart) }
            .Select(type => type.Assembly).Distinct()
            .SelectMany(assembly => assembly.GetTypes().Where(type => assembly.GetManifestResourceInfo(type.FullName + ".resources") is not null));

    [Fact]
    public void The_pages_speak_the_languages_of_the_country_and_english() =>
        Assert.Equal(["nl", "fr", "de", "en"], PageLanguage.All.Select(language => language.Tag));

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

    [Theory]
    [MemberData(nameof(Files))]
    public void No_text_was_left_in_english(Type texts, string language)
    {
        if (language == "en") return;
        var english = Read(texts, "en");
        var same = Read(texts, language).Where(text => text.Value == english[text.Key]).Select(text => text.Key).ToList();
        Assert.DoesNotContain(same, key => !SameWords.TryGetValue(key, out var languages) || !languages.Contains(language));
        // A word that is translated by now must leave the list, else the next slip would go unseen.
        Assert.Empty(SameWords.Where(word => english.ContainsKey(word.Key) && word.Value.Contains(language) && !same.Contains(word.Key)).Select(word => word.Key));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Every_text_that_a_page_asks_for_is_there(Type texts)
    {
        var keys = Read(texts, "en").Keys;
        Assert.Empty(TextKeys.AskedOf(texts).Where(asked => !keys.Any(asked.Pattern.IsMatch)).Select(asked => $"{asked.File}: {asked.Pattern}"));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void No_text_is_there_that_nothing_asks_for(Type texts)
    {
        var named = TextKeys.Named(texts);
        Assert.DoesNotContain(Read(texts, "en").Keys, key => !named.Any(pattern => pattern.IsMatch(key)));
    }

    [Fact]
    public void Every_finding_that_a_check_can_make_is_said_in_plain_words_and_no_other()
    {
        var findings = Reasons.All.Select(check => $"check.{check.Id}.{check.Reason}").Concat(Reasons.All.Select(check => $"check.{check.Id}")).ToHashSet();
        Assert.NotEmpty(findings);
        Assert.Equal(findings.Order(), Read(typeof(VerifierTexts), "en").Keys.Where(key => key.StartsWith("check.", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Every_verdict_in_words_is_about_a_finding_that_can_be_made()
    {
        var about = Reasons.All.SelectMany(check => new[] { check.Id, $"{check.Id}.{check.Reason}" }).Append("bundle").ToHashSet();
        var verdicts = Read(typeof(VerifierTexts), "en").Keys.Where(key => key.StartsWith("verdict.", StringComparison.Ordinal)).ToList();
        Assert.All(verdicts, key =>
        {
            var parts = Verdict().Match(key);
            Assert.True(parts.Success && (parts.Groups["about"].Value is "" || about.Contains(parts.Groups["about"].Value)), key);
        });
        // The words of a title never go without those of its explanation.
        Assert.Equal(
            verdicts.Where(key => key.EndsWith(".title", StringComparison.Ordinal)).Select(key => key[..^6]).Order(),
            verdicts.Where(key => key.EndsWith(".text", StringComparison.Ordinal)).Select(key => key[..^5]).Order());
    }

    [Theory]
    [InlineData("nl", "30 juni 2026")]
    [InlineData("fr", "30 juin 2026")]
    [InlineData("de", "30. Juni 2026")]
    [InlineData("en", "30 June 2026")]
    public async Task Dates_are_in_the_readers_form(string language, string date)
    {
        await using var host = await PageHost.StartAsync();
        var (_, page) = await host.OpenAsync("/s/valid", language);
        Assert.Contains(date, page.TextOf("article header"), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Read(Type texts, string language)
    {
        var manager = new ResourceManager(texts.FullName!, texts.Assembly);
        // The neutral file is the English one; a satellite is asked for without falling back on it.
        var set = manager.GetResourceSet(language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(place => place.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^verdict\.(valid|invalid|undetermined)(\.(?<about>.+?))?\.(title|text)$")]
    private static partial Regex Verdict();
}
