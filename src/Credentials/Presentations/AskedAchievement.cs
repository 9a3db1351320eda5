using Credentials.Keys;

namespace Credentials.Presentations;

/// <summary>The one micro-credential that is asked for.</summary>
/// <param name="Id">The centre's slug and the achievement's id: <c>slug/id</c>.</param>
/// <param name="IssuerAddress">The <c>iss</c> of the centre's SD-JWT VCs, character for character.</param>
/// <param name="IssuerDid">The <c>issuer</c> of its other credentials.</param>
/// <param name="Titles">Its titles in every language and version: all by which an SD-JWT VC tells it from the centre's others.</param>
/// <param name="UrlPrefix">What the addresses of all its versions begin with: <c>{PublicUrl}/achievements/{slug}/{id}/</c>.</param>
public sealed record AskedAchievement(string Id, string IssuerAddress, Did IssuerDid, IReadOnlyList<string> Titles, string UrlPrefix)
{
    public IReadOnlyList<string> Titles { get; init => field = ValueList<string>.Of(value.Distinct(StringComparer.Ordinal)); } =
        ValueList<string>.Of(Titles.Distinct(StringComparer.Ordinal));

    /// <summary>Those of its titles that another achievement of the centre has or had too: an SD-JWT VC with one of them may be of either.</summary>
    public IReadOnlyList<string> SharedTitles { get; init => field = ValueList<string>.Of(value.Distinct(StringComparer.Ordinal)); } = [];

    /// <summary>The public address of the service that has it, which may be another than the one that asks; null where <see cref="UrlPrefix"/> is of another form.</summary>
    internal Uri? Service
    {
        get
        {
            var ending = $"/achievements/{Id}/";
            return UrlPrefix.EndsWith(ending, StringComparison.Ordinal) && Uri.TryCreate(UrlPrefix[..^ending.Length], UriKind.Absolute, out var root) ? root : null;
        }
    }
}
