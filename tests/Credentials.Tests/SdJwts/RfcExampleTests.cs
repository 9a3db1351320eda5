using System.Text.Json;
using Credentials.SdJwts;

namespace Credentials.Tests.SdJwts;

public class RfcExampleTests
{
    public static TheoryData<string> CompactNames => RfcExamples.Names(RfcExamples.Compact);

    public static TheoryData<string> ComposedNames => RfcExamples.Names(RfcExamples.Composed);

    [Theory]
    [MemberData(nameof(CompactNames))]
    public void Each_signed_example_reads_as_its_processed_payload(string name)
    {
        var example = RfcExamples.Compact.Single(example => example.GetProperty("name").GetString() == name);

        var sdJwt = SdJwt.Parse(example.GetProperty("sdJwt").GetString()!).Value;

        Assert.True(sdJwt.Verify(RfcExamples.IssuerKey));
        Assert.True(JsonElement.DeepEquals(example.GetProperty("claims"), sdJwt.Claims), sdJwt.Claims.GetRawText());
    }

    [Theory]
    [MemberData(nameof(ComposedNames))]
    public void Each_unsigned_example_puts_its_disclosures_into_their_places(string name)
    {
        var example = RfcExamples.Composed.Single(example => example.GetProperty("name").GetString() == name);

        var sdJwt = SdJwt.Parse(Forged.Sign(
            example.GetProperty("payload").GetRawText(), [.. example.GetProperty("disclosures").EnumerateArray().Select(text => text.GetString()!)])).Value;

        Assert.True(JsonElement.DeepEquals(example.GetProperty("claims"), sdJwt.Claims), sdJwt.Claims.GetRawText());
    }

    [Theory]
    [InlineData("5.2 presentation")]
    [InlineData("A.3 presentation")]
    [InlineData("A.4 presentation")]
    public void Key_bindings_of_the_examples_are_right(string name)
    {
        var sdJwt = RfcExamples.Read(name);

        Assert.Null(sdJwt.CheckKeyBinding(new KeyBindingExpectation(RfcExamples.Audience, RfcExamples.Nonce, RfcExamples.BoundAt(sdJwt))));
    }

    [Fact]
    public void The_presentation_of_section_5_is_made_from_the_issued_one()
    {
        var issued = RfcExamples.Read("5.1 issuance");

        var presented = issued.Present(
            ClaimPath.Of("given_name"), ClaimPath.Of("family_name"), ClaimPath.Of("address"),
            ClaimPath.Of([ClaimStep.Member("nationalities"), ClaimStep.Element(0)]));

        var expected = RfcExamples.Text("5.2 presentation").Split('~')[..^1];
        Assert.Equal(expected.Order(), presented.Split('~')[..^1].Order());
    }

    [Theory]
    [InlineData("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0", "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0")]
    [InlineData("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNXHUwMGY2Yml1cyJd", null)]
    [InlineData("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd", null)]
    [InlineData("WwoiXzI2YmM0TFQtYWM2cTJLSTZjQlc1ZXMiLAoiZmFtaWx5X25hbWUiLAoiTcO2Yml1cyIKXQ", null)]
    public void Every_spelling_of_a_disclosure_in_section_4_reads_the_same(string text, string? digest)
    {
        var disclosure = Disclosure.Read(System.Text.Encoding.ASCII.GetBytes(text), DisclosureHash.Sha256).Value;

        Assert.Equal(("family_name", "Möbius"), (disclosure.Name, disclosure.Value.GetString()));
        Assert.Equal(digest ?? disclosure.Digest, disclosure.Digest);
    }
}
