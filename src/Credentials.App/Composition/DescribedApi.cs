using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Credentials.App.Composition;

/// <summary>What <c>/openapi/v1.json</c> says of itself.</summary>
internal static class DescribedApi
{
    /// <summary>The version of the calls, as in the document's address; not of a release.</summary>
    private const string Version = "1.0";

    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "Credentials",
            Version = Version,
            Description = "Awards verifiable micro-credentials (Open Badges 3.0 on the W3C Verifiable Credentials Data Model 2.0), shares, suspends and revokes "
                + "them, and verifies anyone's. Staff call with an API key as 'Authorization: Bearer KEY'; verifying and what is published need none. "
                + "Faults are application/problem+json.",
        };
        return Task.CompletedTask;
    });
}
