using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.LinkedData;
using Credentials.Presentations;
using Credentials.PublicVerifier.Verifying;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>
/// Takes a wallet's answer: for an open request, once, with its state, and judged against the nonce and the client it was asked as. What cannot be read
/// changes nothing; what can is judged, and its report is kept sealed for whoever asked.
/// </summary>
internal sealed class ReceiveAnswer(SealedRequests requests, VerifyCredential verify, JsonLdContexts contexts, WalletAddresses addresses, TimeProvider time)
{
    private const int LongestReport = 128 * 1024;

    private static readonly Problem NotOpen = new(ProblemCode.WrongState, "There is no such request, or it was answered or has expired.");

    /// <summary>Where the wallet is to lead its user, or null; <see cref="ProblemCode.WrongState"/> where no answer is waited for.</summary>
    public async ValueTask<Result<WhereTo>> RunAsync(string handle, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancel)
    {
        var address = RequestAddress.OfHandle(handle);
        if (await requests.FindAsync(address, cancel) is not { } request || WayOf(request, handle) is not { } way || !request.IsOpenAt(time.GetUtcNow()))
            return NotOpen;
        using var key = AskWallets.KeyOf(request);
        if (!AuthorizationResponse.Read(form, request.ResponseMode, request.Way(way).State, key).TryGet(out var response, out var problem))
            return problem;
        byte[]? report = null;
        if (response.Error is null)
        {
            if (!(await JudgeAsync(request, way, response, cancel)).TryGet(out var judged, out problem))
                return problem;
            report = VerificationReportJson.Serialize(judged);
            // Strangers fill it, and it must be readable again.
            if (report.Length > LongestReport || !VerificationReportJson.Parse(report).IsSuccess)
                return new Problem(ProblemCode.TooLarge, "The presentation says more than can be shown.");
        }

        // A page of ours leads back on the same device; a program only where it said so.
        var code = way == WalletWay.SameDevice && (request.Caller is null || request.RedirectUri is not null)
            ? StrictBase64Url.Encode(RandomNumberGenerator.GetBytes(32))
            : null;
        var kept = await requests.ChangeAsync(address, open => !open.IsOpenAt(time.GetUtcNow()) ? null : open with
        {
            Answer = report is null ? AnswerKind.Declined : AnswerKind.Report,
            Report = report,
            ResponseCodeHash = code is null ? null : AskedRequest.HashOf(code),
            EncryptionKey = null,
            GoneAt = time.GetUtcNow() + AskedRequest.AnswerKeptFor,
        }, cancel);
        return kept is null ? NotOpen : new WhereTo(code is null ? null : Leading(kept, code));
    }

    /// <summary>Which of its two ways the handle is; null for neither.</summary>
    public static WalletWay? WayOf(AskedRequest request, string handle) =>
        IsSame(request.CrossDevice.Handle, handle) ? WalletWay.CrossDevice : IsSame(request.SameDevice.Handle, handle) ? WalletWay.SameDevice : null;

    private async ValueTask<Result<VerificationReport>> JudgeAsync(AskedRequest request, WalletWay way, AuthorizationResponse response, CancellationToken cancel)
    {
        if (!PresentedAnswer.Read(response.VpToken, contexts).TryGet(out var presented, out var problem))
            return problem;
        var (_, client, nonce, _, _) = request.Way(way);
        return await verify.RunAsync(presented, new PresentationExpectation(KeptAsks.Read(request.Ask), client, nonce), cancel);
    }

    private string Leading(AskedRequest request, string code)
    {
        var to = request.RedirectUri ?? addresses.Page(request.Id);
        return $"{to}{(to.Contains('?', StringComparison.Ordinal) ? '&' : '?')}response_code={code}";
    }

    private static bool IsSame(string handle, string given) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(handle), System.Text.Encoding.UTF8.GetBytes(given));
}

/// <param name="RedirectUri">Null where the answer came from another device.</param>
internal sealed record WhereTo(string? RedirectUri);
