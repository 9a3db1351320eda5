using Microsoft.Net.Http.Headers;

namespace Credentials.PublicVerifier.VcApi.Identifiers;

/// <summary>In which form a resolution is answered, by <c>Accept</c> (DID Resolution 1.0, section "HTTP(S) Binding").</summary>
/// <param name="MediaType">Of the answer.</param>
/// <param name="Kind">What is in it.</param>
internal sealed record ResolutionForm(string MediaType, ResolutionForm.Content Kind)
{
    private const string FormerProfile = "https://w3id.org/did-resolution";
    private const string FormerType = $"application/ld+json;profile=\"{FormerProfile}\"";

    private static readonly ResolutionForm Result = new("application/did-resolution", Content.Result);

    internal enum Content
    {
        /// <summary>The result with its metadata.</summary>
        Result,

        /// <summary>The same as it was before DID Resolution 1.0: errors are words.</summary>
        FormerResult,

        /// <summary>What was found, by itself.</summary>
        Document,
    }

    /// <summary>The form that is liked best; null where none will do.</summary>
    public static ResolutionForm? Choose(IList<string> accept, bool isUrl)
    {
        var whole = isUrl ? new ResolutionForm("application/did-url-dereferencing", Content.Result) : Result;
        if (accept.Count == 0 || accept.All(string.IsNullOrWhiteSpace))
            return whole;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return null;
        return ranges.Where(range => range.Quality is null or > 0).OrderByDescending(range => range.Quality ?? 1)
            .Select(range => Of(range, whole)).FirstOrDefault(form => form is not null);
    }

    private static ResolutionForm? Of(MediaTypeHeaderValue range, ResolutionForm whole)
    {
        if (range.MatchesAllTypes || range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase)
            || range.MediaType.Equals(whole.MediaType, StringComparison.OrdinalIgnoreCase))
            return whole;
        return range.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/json" => whole with { MediaType = "application/json" },
            "application/did" or "application/did+json" or "application/did+ld+json" => new ResolutionForm(range.MediaType.Value!.ToLowerInvariant(), Content.Document),
            "application/ld+json" => range.Parameters.Any(parameter =>
                parameter.Name.Equals("profile", StringComparison.OrdinalIgnoreCase) && parameter.GetUnescapedValue() == FormerProfile)
                ? new ResolutionForm(FormerType, Content.FormerResult)
                : new ResolutionForm("application/ld+json", Content.Document),
            _ => null,
        };
    }
}
