using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.Signing;
using Credentials.StatusLists;

namespace Credentials.SdJwtVcs;

/// <summary>What is issued as an SD-JWT VC: the claims of a credential and what makes a token of them.</summary>
public sealed record SdJwtVcDraft
{
    private static readonly string[] Registered = [.. SdJwtVc.NeverDisclosable, "iat", "jti"];

    /// <summary><c>vct</c>, a collision-resistant name.</summary>
    public required string Type { get; init; }

    /// <summary><c>vct#integrity</c> of the type's metadata; null where none are published.</summary>
    public string? TypeIntegrity { get; init; }

    public required string Issuer { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>End of the token's technical validity; what was learned does not expire.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary><c>jti</c>: names this token and no other, so that copies in two wallets have nothing in common.</summary>
    public string? TokenId { get; init; }

    /// <summary>The key in <c>cnf</c>; null leaves it unbound.</summary>
    public PublicKey? HolderKey { get; init; }

    public TokenStatusReference? Status { get; init; }

    /// <summary>The credential's own claims.</summary>
    public required SelectiveObject Claims { get; init; }

    /// <summary>Signs the SD-JWT VC for the holder, with every disclosure.</summary>
    /// <param name="key">The issuer's key; its verification method becomes <c>kid</c>, under which the issuer's metadata publish it.</param>
    /// <param name="certificates">Becomes <c>x5c</c>: in DER, the key's own first; null where the issuer has none.</param>
    /// <param name="hash">The hash function of the digests.</param>
    /// <param name="random">Where salts come from; null: the system's generator.</param>
    /// <exception cref="ArgumentException">One of <see cref="Claims"/> is named as a registered claim.</exception>
    public string Sign(
        SigningKey key, IReadOnlyList<ReadOnlyMemory<byte>>? certificates = null, DisclosureHash hash = DisclosureHash.Sha256, RandomSource? random = null)
    {
        foreach (var name in Claims.Names)
            if (Registered.Contains(name))
                throw new ArgumentException($"{name} is not a claim of the credential's own", nameof(key));
        return SdJwtComposer.Compose(WithRegistered(), hash, random).Sign(key, SdJwtVc.HeaderType, certificates);
    }

    private SelectiveObject WithRegistered()
    {
        var all = new SelectiveObject { Decoys = Claims.Decoys }.Add("iss", Issuer).Add("iat", IssuedAt.ToUnixTimeSeconds());
        if (NotBefore is { } notBefore)
            all.Add("nbf", notBefore.ToUnixTimeSeconds());
        if (Expires is { } expires)
            all.Add("exp", expires.ToUnixTimeSeconds());
        if (TokenId is { } id)
            all.Add("jti", id);
        all.Add("vct", Type);
        if (TypeIntegrity is { } integrity)
            all.Add("vct#integrity", integrity);
        if (HolderKey is { } holder)
            all.Add("cnf", new SelectiveObject().Add("jwk", Json(holder.WriteJwk)));
        if (Status is { } status)
            all.Add("status", Json(status.Write));
        foreach (var (name, value, isDisclosable) in Claims.Members)
            all.Add(name, value, isDisclosable);
        return all;
    }

    private static SelectiveValue Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new PooledBuffer(512);
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return SelectiveValue.FromJson(JsonElement.Parse(buffer.Written));
    }
}
