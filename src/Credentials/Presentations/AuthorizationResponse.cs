using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Credentials.Encoding;
using Credentials.Verifying.Reading;
using Credentials.Wallets;

namespace Credentials.Presentations;

/// <summary>What a wallet sends to the response URI (OpenID4VP 1.0 sections 8.2, 8.3.1 and 8.5): presentations, or why there are none.</summary>
public sealed class AuthorizationResponse
{
    private const int MostFields = 32;

    // RFC 6749 section 4.1.2.1 allows these characters; a page must be able to show them all the same.
    private static readonly Regex ErrorForm = new(@"^[a-zA-Z0-9_.\-]{1,64}\z", RegexOptions.NonBacktracking);
    private static readonly Regex DescriptionForm = new(@"^[\x20-\x21\x23-\x5B\x5D-\x7E]{0,500}\z", RegexOptions.NonBacktracking);

    private AuthorizationResponse()
    {
    }

    /// <summary>An object, to be read with <see cref="PresentedAnswer.Read"/>; undefined where the wallet sent an error.</summary>
    public JsonElement VpToken { get; private init; }

    /// <summary>The wallet's error code, e.g. <c>access_denied</c>; null where it sent presentations.</summary>
    public string? Error { get; private init; }

    /// <summary>What the wallet adds to the error; null where that is nothing, or nothing that may be shown.</summary>
    public string? ErrorDescription { get; private init; }

    /// <summary>
    /// Reads the form; <see cref="ProblemCode.InvalidInput"/>, <see cref="ProblemCode.MalformedJson"/> or <see cref="ProblemCode.TooLarge"/> where it is no
    /// answer to the request. Fields that are not known are not looked at.
    /// </summary>
    /// <param name="form">The fields, decoded.</param>
    /// <param name="mode">What was asked: an answer in the clear is none where an encrypted one was asked for, but for an error.</param>
    /// <param name="state">The request's; an answer without it, or with another, is refused.</param>
    /// <param name="key">The private half of the request's key; null for <see cref="ResponseMode.DirectPost"/>.</param>
    public static Result<AuthorizationResponse> Read(IEnumerable<KeyValuePair<string, string>> form, ResponseMode mode, string state, ECDiffieHellman? key)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentException.ThrowIfNullOrEmpty(state);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in form)
            if (fields.Count == MostFields || !fields.TryAdd(name, value))
                return Refused(fields.Count == MostFields ? "there are too many fields" : "a field is there twice");
        if (mode == ResponseMode.DirectPost || fields.ContainsKey("error"))
            return fields.ContainsKey("response") ? Refused("the answer is encrypted, which nobody asked for")
                : mode != ResponseMode.DirectPost && fields.ContainsKey("vp_token") ? Refused("the answer is not encrypted")
                : ReadClear(fields, state);
        if (key is null)
            throw new ArgumentNullException(nameof(key), "an encrypted answer needs a key");
        if (!fields.TryGetValue("response", out var jwe) || fields.ContainsKey("vp_token"))
            return Refused("the answer is not encrypted");
        var outside = fields.GetValueOrDefault("state");
        return outside is not null && !IsSame(outside, state)
            ? AnotherState
            : CompactJwe.Decrypt(jwe, key).Then(plaintext => StrictJson.ParseElement(plaintext)).Then(payload => ReadPayload(payload, outside, state));
    }

    private static Result<AuthorizationResponse> ReadClear(Dictionary<string, string> fields, string state)
    {
        if (!IsSame(fields.GetValueOrDefault("state"), state))
            return AnotherState;
        if (fields.TryGetValue("error", out var error))
            return fields.ContainsKey("vp_token") ? Both : ReadError(error, fields.GetValueOrDefault("error_description"));
        return fields.TryGetValue("vp_token", out var text)
            ? StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(text)).Then(ReadToken)
            : Refused("there is no vp_token");
    }

    private static Result<AuthorizationResponse> ReadPayload(JsonElement payload, string? outside, string state)
    {
        if (payload.ValueKind != JsonValueKind.Object)
            return Refused("what was encrypted is not an object");
        // It belongs inside (section 8.3); the key is this request's alone, so that one beside it says as much.
        if (!IsSame(payload.TryGetProperty("state"u8, out var inside) ? JsonReading.Text(inside) : outside, state))
            return AnotherState;
        var hasToken = payload.TryGetProperty("vp_token"u8, out var token);
        if (payload.TryGetProperty("error"u8, out var error))
            return hasToken ? Both : ReadError(JsonReading.Text(error), JsonReading.TextOf(payload, "error_description"u8));
        return hasToken ? ReadToken(token) : Refused("there is no vp_token");
    }

    private static Result<AuthorizationResponse> ReadToken(JsonElement token) =>
        token.ValueKind == JsonValueKind.Object ? new AuthorizationResponse { VpToken = token } : Refused("vp_token is not an object");

    private static Result<AuthorizationResponse> ReadError(string? code, string? description) =>
        code is null || !ErrorForm.IsMatch(code)
            ? Refused("error is not a code")
            : new AuthorizationResponse { Error = code, ErrorDescription = description is { Length: > 0 } && DescriptionForm.IsMatch(description) ? description : null };

    private static bool IsSame(string? given, string state) =>
        given is not null && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(given), System.Text.Encoding.UTF8.GetBytes(state));

    private static Problem Both => Refused("there is both an error and a vp_token");

    private static Problem AnotherState => Refused("state is not the one of the request");

    private static Problem Refused(string why) => new(ProblemCode.InvalidInput, $"authorization response: {why}");
}
