using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.SdJwts;

/// <summary>
/// An SD-JWT or SD-JWT+KB in compact serialization (RFC 9901 section 4), strictly read: every disclosure is one that a digest refers to, no digest
/// stands twice, nothing overwrites anything. What it says is <see cref="Claims"/>; whether it was signed is for <see cref="Verify"/> to say, and whether
/// its holder presents it for <see cref="CheckKeyBinding(KeyBindingExpectation)"/>. Immutable.
/// </summary>
public sealed class SdJwt
{
    /// <summary>Longer texts are <see cref="ProblemCode.TooLarge"/>.</summary>
    public const int MaxLength = StrictJson.MaxBytes;

    /// <summary>More disclosures are <see cref="ProblemCode.TooLarge"/>.</summary>
    public const int MaxDisclosures = 1024;

    private readonly ReadOnlyMemory<byte> _issuerSigned;
    private readonly ReadOnlyMemory<byte> _bound;
    private readonly List<DisclosedClaim> _disclosed;

    private SdJwt(
        ReadOnlyMemory<byte> issuerSigned, ReadOnlyMemory<byte> bound, CompactJws jws, JsonElement payload, DisclosureHash hash,
        JsonElement claims, List<DisclosedClaim> disclosed, KeyBindingJwt? keyBinding)
    {
        (_issuerSigned, _bound, _disclosed) = (issuerSigned, bound, disclosed);
        (Jws, Payload, Hash, Claims, KeyBinding) = (jws, payload, hash, claims, keyBinding);
    }

    /// <summary>The issuer-signed JWT.</summary>
    public CompactJws Jws { get; }

    /// <summary>The processed payload (RFC 9901 section 7.1): what was signed openly and what is disclosed, without digests.</summary>
    public JsonElement Claims { get; }

    /// <summary>The hash function of its digests.</summary>
    public DisclosureHash Hash { get; }

    /// <summary>What is disclosed, each at its place.</summary>
    public IReadOnlyList<DisclosedClaim> Disclosed => _disclosed;

    /// <summary>The holder's proof; null in what an issuer gives, and wherever the holder proved nothing.</summary>
    public KeyBindingJwt? KeyBinding { get; }

    /// <summary>
    /// The key in <c>cnf.jwk</c> (RFC 7800 section 3.2); <see cref="ProblemCode.NotFound"/> where there is no <c>cnf</c> or it names its key in another
    /// way, <see cref="ProblemCode.InvalidKey"/> where the key is none.
    /// </summary>
    public Result<PublicKey> HolderKey =>
        Claims.TryGetProperty("cnf"u8, out var confirmation) && confirmation.ValueKind == JsonValueKind.Object
        && confirmation.TryGetProperty("jwk"u8, out var jwk)
            ? PublicKey.FromJwk(jwk)
            : new Problem(ProblemCode.NotFound, "SD-JWT: no cnf with a jwk");

    /// <summary>The signed claims as they are, digests included.</summary>
    internal JsonElement Payload { get; }

    /// <summary>Reads; <see cref="ProblemCode.NotACredential"/> with what is wrong, or <see cref="ProblemCode.TooLarge"/>. Checks no signature.</summary>
    public static Result<SdJwt> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > MaxLength ? TooLarge : Parse(System.Text.Encoding.UTF8.GetBytes(text));
    }

    /// <summary>As <see cref="Parse(string)"/>, from ASCII. The bytes stay unchanged as long as the result is in use, which reads from them.</summary>
    public static Result<SdJwt> Parse(ReadOnlyMemory<byte> ascii)
    {
        if (ascii.Length > MaxLength)
            return TooLarge;
        var text = ascii.Span;
        int first = text.IndexOf((byte)'~'), last = text.LastIndexOf((byte)'~');
        if (first < 0)
            return Refused("no tilde");
        if (!CompactJws.Parse(ascii[..first]).TryGet(out var jws, out var problem))
            return problem;
        if (!StrictJson.ParseElement(jws.Payload.Span).TryGet(out var payload, out problem))
            return Refused($"the payload is {problem.Detail}");
        if (payload.ValueKind != JsonValueKind.Object)
            return Refused("the payload is not an object");
        if (!TryReadHash(payload, out var hash))
            return Refused("_sd_alg is not a hash function that is accepted");
        if (!ReadDisclosures(text[(first + 1)..(last + 1)], hash).TryGet(out var disclosures, out problem))
            return problem;
        KeyBindingJwt? keyBinding = null;
        if (last < text.Length - 1 && !KeyBindingJwt.Parse(ascii[(last + 1)..]).TryGet(out keyBinding, out problem))
            return problem;
        var processing = new PayloadProcessing(disclosures);
        return processing.Run(payload).Map(claims =>
            new SdJwt(ascii[..(first + 1)], ascii[..(last + 1)], jws, payload, hash, claims, processing.Disclosed, keyBinding));
    }

    /// <summary>Whether the issuer's signature is right. Nothing else is true before this is.</summary>
    public bool Verify(PublicKey issuerKey) => Jws.Verify(issuerKey);

    /// <summary>
    /// Checks the holder's proof (RFC 9901 section 7.3 step 5); null when it is right. A verifier that needs one asks always, and so refuses what has
    /// none: the holder must not be able to choose.
    /// </summary>
    public KeyBindingFault? CheckKeyBinding(KeyBindingExpectation expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return CheckKeyBinding(expected, expected.Now);
    }

    /// <summary>
    /// As <see cref="CheckKeyBinding(KeyBindingExpectation)"/>, where nobody asked for a proof: whether the holder once made this one, for whomever. That
    /// does not show that who hands it in is the holder.
    /// </summary>
    public KeyBindingFault? CheckUnaskedKeyBinding(DateTimeOffset now) => CheckKeyBinding(null, now);

    private KeyBindingFault? CheckKeyBinding(KeyBindingExpectation? expected, DateTimeOffset now) =>
        KeyBinding is not { } binding ? KeyBindingFault.Missing
        : !Claims.TryGetProperty("cnf"u8, out _) ? KeyBindingFault.NoHolderKey
        : !HolderKey.TryGet(out var key, out _) ? KeyBindingFault.HolderKeyUnusable
        : binding.Check(key, DisclosureHashes.Digest(Hash, _bound.Span), expected, now);

    /// <summary>The SD-JWT for a verifier with the chosen disclosures, and those without which they could not be placed; no key binding, whatever this one has.</summary>
    public string Present(Func<DisclosedClaim, bool> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        var chosen = new bool[_disclosed.Count];
        // A disclosure inside another comes after it, so that going backwards carries the choice up to every ancestor.
        for (var index = _disclosed.Count - 1; index >= 0; index--)
        {
            chosen[index] |= choose(_disclosed[index]);
            for (var above = index - 1; chosen[index] && above >= 0; above--)
                chosen[above] |= IsInside(_disclosed[index].Path, _disclosed[above].Path);
        }

        var text = new System.Text.StringBuilder(System.Text.Encoding.ASCII.GetString(_issuerSigned.Span));
        for (var index = 0; index < chosen.Length; index++)
            if (chosen[index])
                text.Append(_disclosed[index].Disclosure.Text).Append('~');
        return text.ToString();
    }

    /// <summary>As <see cref="Present(Func{DisclosedClaim, bool})"/>, with everything that the paths lead to and through.</summary>
    public string Present(params IReadOnlyList<ClaimPath> paths) => Present(claim => paths.Any(path => path.Touches(claim.Path)));

    private static bool IsInside(ClaimPath inner, ClaimPath outer)
    {
        if (outer.Steps.Count >= inner.Steps.Count)
            return false;
        for (var index = 0; index < outer.Steps.Count; index++)
            if (outer.Steps[index] != inner.Steps[index])
                return false;
        return true;
    }

    private static bool TryReadHash(JsonElement payload, out DisclosureHash hash)
    {
        hash = DisclosureHash.Sha256;
        return !payload.TryGetProperty("_sd_alg"u8, out var name)
            || (name.ValueKind == JsonValueKind.String && DisclosureHashes.TryParse(name.GetString(), out hash));
    }

    /// <param name="text">Disclosures, each followed by a tilde.</param>
    private static Result<List<Disclosure>> ReadDisclosures(ReadOnlySpan<byte> text, DisclosureHash hash)
    {
        var count = text.Count((byte)'~');
        if (count > MaxDisclosures)
            return new Problem(ProblemCode.TooLarge, $"an SD-JWT of more than {MaxDisclosures} disclosures");
        var disclosures = new List<Disclosure>(count);
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'~');
            if (!Disclosure.Read(text[..end], hash).TryGet(out var disclosure, out var problem))
                return problem;
            disclosures.Add(disclosure);
            text = text[(end + 1)..];
        }

        return disclosures;
    }

    private static Problem TooLarge => new(ProblemCode.TooLarge, $"an SD-JWT of more than {MaxLength} characters");

    private static Problem Refused(string why) => new(ProblemCode.NotACredential, $"SD-JWT: {why}");
}
