using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.Presentations;
using Credentials.Wallets;
using Credentials.Web;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>Makes presentation requests, and the request objects that wallets are given of them.</summary>
internal sealed class AskWallets(SealedRequests requests, VerifierIdentity identity, WalletAddresses addresses, PublicAddress address, TimeProvider time)
{
    /// <summary>
    /// The request, kept from now on; <see cref="ProblemCode.NotAcceptable"/> for a client id prefix that this verifier cannot show,
    /// <see cref="ProblemCode.TooManyRequests"/> where there is no room for another one.
    /// </summary>
    public async ValueTask<Result<AskedRequest>> MakeAsync(AskOfWallet ask, CancellationToken cancel)
    {
        var id = RequestAddress.NewId();
        var now = time.GetUtcNow();
        var prefix = ask.Prefix ?? identity.DefaultPrefix;
        if (!NewWay(id, WalletWay.CrossDevice, prefix).TryGet(out var crossDevice, out var problem)
            || !NewWay(id, WalletWay.SameDevice, prefix).TryGet(out var sameDevice, out problem))
            return problem;
        var request = new AskedRequest
        {
            Id = id,
            Ask = KeptAsks.Of(ask.Ask),
            ResponseMode = ask.ResponseMode,
            CrossDevice = crossDevice,
            SameDevice = sameDevice,
            EncryptionKey = ask.ResponseMode == ResponseMode.DirectPostJwt ? NewKey() : null,
            SessionHash = ask.SessionSecret is { } secret ? AskedRequest.HashOf(secret) : null,
            Caller = ask.Caller,
            RedirectUri = ask.RedirectUri,
            OpenUntil = now + AskedRequest.OpenFor,
            GoneAt = now + AskedRequest.OpenFor + AskedRequest.AnswerKeptFor,
        };
        return await requests.AddAsync(request, cancel)
            ? request
            : new Problem(ProblemCode.TooManyRequests, "Too many requests to wallets are open now; try again in a few minutes.");
    }

    /// <summary>What opens the wallet: the request by reference, or the whole of it where it cannot be signed.</summary>
    public string LinkOf(AskedRequest request, WalletWay way)
    {
        var client = request.Way(way).Client;
        return client.IsSigned
            ? AuthorizationRequest.ReferenceUri(AuthorizationRequest.Scheme, client, addresses.Request(request.Way(way).Handle))
            : RequestOf(request, way, client).ToUri(AuthorizationRequest.Scheme);
    }

    /// <summary>The signed request object; a problem where the request is by value, or the certificate has expired or is another one meanwhile.</summary>
    public Result<string> Sign(AskedRequest request, WalletWay way, string? walletNonce)
    {
        var client = request.Way(way).Client;
        if (!client.IsSigned)
            return new Problem(ProblemCode.NotFound, "There is no such request.");
        if (!identity.SignerOf(client.Prefix).TryGet(out var signer, out var problem)
            || !signer.Identify(client.Prefix, addresses.Response(request.Way(way).Handle)).TryGet(out var current, out problem))
            return problem;
        if (current != client)
            return new Problem(ProblemCode.NotFound, "The verifier has another certificate since; ask for a new request.");
        var now = time.GetUtcNow();
        return RequestOf(request, way, client).Sign(signer, now, request.OpenUntil - now, walletNonce);
    }

    private AuthorizationRequest RequestOf(AskedRequest request, WalletWay way, ClientIdentifier client)
    {
        using var key = KeyOf(request);
        var (handle, _, nonce, state, _) = request.Way(way);
        return new()
        {
            ClientId = client,
            ResponseUri = addresses.Response(handle),
            Nonce = nonce,
            State = state,
            ResponseMode = request.ResponseMode,
            Ask = KeptAsks.Read(request.Ask),
            PublicUrl = address.Url,
            EncryptionKey = key is null ? null : EncryptionKey.Of(key, KeyId),
        };
    }

    // The key is the request's own, so its name need not tell it from others.
    private const string KeyId = "answer";

    /// <summary>Opens the answer; null where the answer comes in the clear.</summary>
    public static ECDiffieHellman? KeyOf(AskedRequest request)
    {
        if (request.EncryptionKey is null)
            return null;
        var key = ECDiffieHellman.Create();
        key.ImportPkcs8PrivateKey(request.EncryptionKey, out _);
        return key;
    }

    private static byte[] NewKey()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    private Result<WayToWallet> NewWay(string id, WalletWay way, ClientIdPrefix prefix)
    {
        var handle = RequestAddress.HandleOf(id, way);
        return identity.Identify(prefix, addresses.Response(handle)).Map(client => new WayToWallet(handle, client.ToString(), NewText(), NewText(), IsFetched: false));
    }

    private static string NewText() => StrictBase64Url.Encode(RandomNumberGenerator.GetBytes(32));
}

/// <summary>What is to be asked, how, and for whom.</summary>
/// <param name="Prefix">Null for the verifier's usual one.</param>
/// <param name="SessionSecret">Of the browser that asks; null where a program does.</param>
/// <param name="Caller">Id of the API key of the program that asks.</param>
/// <param name="RedirectUri">Where a program wants its user to come back to from a wallet on the same device.</param>
internal sealed record AskOfWallet(
    PresentationAsk Ask, ResponseMode ResponseMode, ClientIdPrefix? Prefix = null, string? SessionSecret = null, string? Caller = null, string? RedirectUri = null);
