using System.Net;
using System.Text.Json;
using Credentials.PublicVerifier.Gathering;

namespace Credentials.App.Ports;

/// <summary>What learners do on their own page, done by the process that has the store.</summary>
internal sealed class UpstreamOwnPages(Upstream upstream) : IServeLearners
{
    public async ValueTask<LearnerAnswer> RunAsync(string token, string? confirmation, LearnerAct act, CancellationToken cancel)
    {
        var answer = await upstream.AskAsync($"/c/{Uri.EscapeDataString(token)}/acts", new AskedAct(confirmation, act), cancel);
        return answer is { Status: HttpStatusCode.OK }
            ? JsonSerializer.Deserialize<LearnerAnswer>(answer.Body.Span, JsonSerializerOptions.Web)!
            : throw new HttpRequestException("the store cannot be asked now", inner: null, answer?.Status);
    }
}

/// <summary>An act on its way to the process with the store.</summary>
internal sealed record AskedAct(string? Confirmation, LearnerAct Act);
