using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Credentials.LinkedData;

namespace Credentials.Tests.LinkedData;

public partial class BundledContextsTests
{
    private static readonly string[] Folder = ["src", "Credentials", "LinkedData", "Contexts"];

    public static TheoryData<string> Urls() => [.. JsonLdContexts.Bundled.Urls.Order(StringComparer.Ordinal)];

    [Fact]
    public void Each_file_has_the_digest_that_its_row_states_and_no_file_is_without_row()
    {
        var rows = Rows();
        var files = Directory.GetFiles(Path.Combine([RepositoryFiles.Root, .. Folder]), "*.jsonld").Select(file => Path.GetFileName(file));

        Assert.Equal(files.Order(StringComparer.Ordinal), rows.Select(row => row.File).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(row.Digest, Convert.ToHexStringLower(SHA256.HashData(RepositoryFiles.Read([.. Folder, row.File])))));
    }

    [Fact]
    public void The_addresses_are_those_of_the_rows() =>
        Assert.Equal(Rows().SelectMany(row => row.Urls).Order(StringComparer.Ordinal), JsonLdContexts.Bundled.Urls.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("credentials-v2.jsonld", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734")]
    [InlineData("credentials-v1.jsonld", "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc")]
    [InlineData("data-integrity-v2.jsonld", "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4")]
    [InlineData("multikey-v1.jsonld", "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597")]
    public void The_digest_is_the_one_the_specification_publishes(string file, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(RepositoryFiles.Read([.. Folder, file]))));

    [Theory]
    [MemberData(nameof(Urls))]
    public void Each_context_can_be_used(string url)
    {
        var quads = LinkedDataSample.ToRdf($$"""{"@context":"{{url}}","@id":"urn:a","@type":"urn:b"}""");

        Assert.Single(quads.Value);
    }

    [Fact]
    public void The_bytes_are_had_of_those_alone_whose_row_says_that_they_are_the_published_ones()
    {
        foreach (var row in Rows())
            Assert.All(row.Urls, url => Assert.Equal(row.IsExact ? RepositoryFiles.Read([.. Folder, row.File]) : null, JsonLdContexts.Bundled.FindBytes(url)?.ToArray()));

        Assert.Null(JsonLdContexts.Bundled.FindBytes("https://www.w3.org/ns/credentials/v3"));
        Assert.Equal("""{"@context":{}} """u8.ToArray(), JsonLdContexts.Bundled.With("urn:a", """{"@context":{}} """u8).Value.FindBytes("urn:a")?.ToArray());
    }

    private static List<(string File, string[] Urls, string Digest, bool IsExact)> Rows() =>
        [.. Row().Matches(System.Text.Encoding.UTF8.GetString(RepositoryFiles.Read([.. Folder, "README.md"])))
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value.Split(", ").Select(url => url.Trim('<', '>')).ToArray(), row.Groups[4].Value, row.Groups[3].Value == "bytes"))];

    [GeneratedRegex(@"^\| (\S+\.jsonld) \| ([^|]+) \| .* \| (bytes|content) \| ([0-9a-f]{64}) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
