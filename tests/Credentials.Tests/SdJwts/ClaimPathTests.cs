using System.Text.Json;
using Credentials.SdJwts;

namespace Credentials.Tests.SdJwts;

public class ClaimPathTests
{
    private static readonly JsonElement Credential = JsonElement.Parse("""
        {
          "name": "Arthur Dent",
          "address": {"street_address": "42 Market Street", "locality": "Milliways", "postal_code": "12345"},
          "degrees": [
            {"type": "Bachelor of Science", "university": "University of Betelgeuse"},
            {"type": "Master of Science", "university": "University of Betelgeuse"}
          ],
          "nationalities": ["British", "Betelgeusian"],
          "unknown": null
        }
        """);

    /// <summary>OpenID4VP 1.0 section 7.3, and paths that lead nowhere by section 7.1.1.</summary>
    [Theory]
    [InlineData("[\"name\"]", true)]
    [InlineData("[\"address\"]", true)]
    [InlineData("[\"address\",\"street_address\"]", true)]
    [InlineData("[\"degrees\",null,\"type\"]", true)]
    [InlineData("[\"nationalities\",1]", true)]
    [InlineData("[\"nationalities\",2]", false)]
    [InlineData("[\"degrees\",null,\"grade\"]", false)]
    [InlineData("[\"degrees\",\"type\"]", false)]
    [InlineData("[\"address\",null]", false)]
    [InlineData("[\"name\",\"first\"]", false)]
    [InlineData("[\"nothing\"]", false)]
    [InlineData("[\"unknown\"]", false)]
    public void A_path_leads_to_a_claim_or_nowhere(string path, bool leads) =>
        Assert.Equal(leads, ClaimPath.Parse(JsonElement.Parse(path)).Value.LeadsSomewhere(Credential));
}
