using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Credentials.Web.Languages;

/// <summary>Looking up page texts. A text class has one <c>.resx</c> file per language beside it; English is the one without a tag.</summary>
public static class PageTexts
{
    internal static IServiceCollection AddPageTexts(this IServiceCollection services) => services.AddLocalization();

    /// <summary>The text, or <paramref name="otherwise"/> where no language has it.</summary>
    public static string Or(this LocalizedString text, string otherwise) => text.ResourceNotFound ? otherwise : text.Value;
}
