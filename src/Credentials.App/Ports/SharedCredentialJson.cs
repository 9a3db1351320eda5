using System.Text.Json;
using Credentials.Issuing;
using Credentials.PublicVerifier.Gathering;

namespace Credentials.App.Ports;

/// <summary>An opened share on its way from the process with the store to a verifier that runs apart.</summary>
internal sealed record SharedCredentialJson(
    ShareState State, IReadOnlyList<SharedCredentialJson.Form> Forms, string? Purpose, DateTimeOffset? Expires, string? ShareToken,
    IReadOnlyList<SharedLookup>? Lookups = null, IReadOnlyList<SharedDocument>? Documents = null, SharedWallet? Wallet = null, bool IsSummary = false, OwnPage? Own = null)
{
    public static byte[] Write(SharedCredential shared) => JsonSerializer.SerializeToUtf8Bytes(
        new SharedCredentialJson(
            shared.State,
            [.. shared.Forms.Select(form => new Form(form.Id, form.Form, form.Utf8.ToArray(), form.VerificationMethod, form.SignedAt))],
            shared.Purpose, shared.Expires, shared.ShareToken, shared.Lookups, shared.Documents, shared.Wallet, shared.IsSummary, shared.Own),
        JsonSerializerOptions.Web);

    /// <exception cref="JsonException">It is something else.</exception>
    public static SharedCredential Read(ReadOnlyMemory<byte> utf8)
    {
        var json = JsonSerializer.Deserialize<SharedCredentialJson>(utf8.Span, JsonSerializerOptions.Web) ?? throw new JsonException();
        return new SharedCredential(
            json.State,
            [.. json.Forms.Select(form => new SignedCredential(form.Id, form.Kind, form.Utf8, form.VerificationMethod, form.SignedAt))],
            json.Purpose, json.Expires, json.ShareToken)
        {
            Lookups = json.Lookups ?? [],
            Documents = json.Documents ?? [],
            Wallet = json.Wallet,
            IsSummary = json.IsSummary,
            Own = json.Own,
        };
    }

    internal sealed record Form(Guid Id, CredentialForm Kind, byte[] Utf8, string VerificationMethod, DateTimeOffset SignedAt);
}
