using System.Net;
using Credentials.Encoding;
using Credentials.PublicVerifier.Gathering;
using Credentials.Verifying;

namespace Credentials.App.Ports;

/// <summary>The register of awards, asked over HTTP of the process that has the store.</summary>
internal sealed class UpstreamAwardRegister(Upstream upstream) : IAwardRegister
{
    private static readonly Gathered<RecordedSignatures> OutOfReach = new Gathered<RecordedSignatures>.Unreachable("the register cannot be asked now");

    public async ValueTask<Gathered<RecordedSignatures>> FindAsync(TrustedIssuer centre, Guid credential, CancellationToken cancel)
    {
        // A process without the register answers 404, which says nothing about the credential.
        var path = $"/centres/{Uri.EscapeDataString(centre.Centre.Slug)}/signatures/{credential}";
        if (await upstream.GetAsync(path, "application/json", cancel) is not { Status: HttpStatusCode.OK } answer
            || !StrictJson.Parse(answer.Body).TryGet(out var json, out _))
            return OutOfReach;
        using (json)
        {
            return json.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object
                && json.RootElement.TryGetProperty("sha256", out var held) && held.ValueKind == System.Text.Json.JsonValueKind.Array
                ? new Gathered<RecordedSignatures>.Found(new([.. held.EnumerateArray().Select(one => one.ToString())]))
                : OutOfReach;
        }
    }
}
