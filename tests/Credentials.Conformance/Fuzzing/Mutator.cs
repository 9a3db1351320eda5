namespace Credentials.Conformance.Fuzzing;

/// <summary>Damages inputs: bit by bit, piece by piece, and for JSON value by value, so that much of it is still read.</summary>
/// <param name="random">Makes the run repeatable.</param>
internal sealed class Mutator(Random random)
{
    private const int LongestInput = 64 * 1024;

    private static readonly string[] Names =
        ["id", "type", "issuer", "name", "validFrom", "validUntil", "credentialStatus", "credentialSubject", "expires", "expiration", "created", "proofPurpose", "evidence", "x", "@id", "@type"];

    private static readonly string[] Contexts =
    [
        "\"https://w3id.org/security/v1\"", "\"https://w3id.org/security/v2\"", "\"https://www.w3.org/2018/credentials/v1\"", "\"https://w3id.org/security/data-integrity/v1\"",
        "{\"x\":\"https://schema.org/name\"}", "{\"x\":\"https://www.w3.org/2018/credentials#validUntil\"}", "{\"x\":\"urn:x:\"}", "{\"@vocab\":\"urn:x:\"}",
        "{\"x\":{\"@id\":\"https://www.w3.org/2018/credentials#credentialStatus\",\"@type\":\"@id\"}}",
    ];

    private static readonly byte[][] Pieces = [.. ((string[])
    [
        "null", "true", "0", "-0", "1e400", "1E-400", "9007199254740993", "[]", "{}", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"_:b0\"", "\"did:key:z\"",
        "[[[[[[[[[[]]]]]]]]]]", "{\"@id\":\"_:b0\"}", "{\"@value\":1,\"@type\":\"@json\"}", "{\"@list\":[[]]}", "{\"@set\":[]}", "{\"@graph\":[{}]}",
        "{\"@context\":null}", "{\"@language\":\"en\",\"@value\":\"\"}", "\"@context\":", "\"@type\":", "\"@id\":", "\"@reverse\":{}", "\"@included\":[]",
        "\"@nest\"", "\"proof\":[]", "\"proofValue\"", "\"previousProof\":", "\"cryptosuite\"", "\"alg\":\"none\"", "\"crit\":[\"x\"]", ",", ":", "{", "}",
        "[", "]", "\"", "\\", ".", "~", "z", "u", "=", "_", "\u00e9", "\ufeff", "\n", "<a> <b> <c> .", "\"a\"@en", "^^",
    ]).Select(System.Text.Encoding.UTF8.GetBytes)];

    public byte[] Mutate(FuzzSeed seed, FuzzSeed other)
    {
        var bytes = random.Next(4) != 0 && seed.Values.Count > 0 ? ChangeValue(seed, other) : ChangeBytes(seed.Bytes, other.Bytes);
        for (var more = random.Next(4); more > 0 && bytes.Length > 0 && random.Next(2) == 0; more--)
            bytes = ChangeBytes(bytes, other.Bytes);
        return bytes.Length <= LongestInput ? bytes : bytes[..LongestInput];
    }

    private byte[] ChangeValue(FuzzSeed seed, FuzzSeed other)
    {
        var value = seed.Values[random.Next(seed.Values.Count)];
        var from = other.Values.Count > 0 && random.Next(3) == 0 ? other : seed;
        return random.Next(8) switch
        {
            5 => Replace(seed.Bytes, value, [(byte)'[', .. seed.Bytes[value], (byte)']']),
            6 => Rename(seed.Bytes),
            7 => AddContext(seed.Bytes),
            0 => Replace(seed.Bytes, value, Pieces[random.Next(Pieces.Length)]),
            1 => Replace(seed.Bytes, value, from.Bytes[from.Values[random.Next(from.Values.Count)]]),
            2 => Replace(seed.Bytes, value, ChangeBytes(seed.Bytes[value], other.Bytes)),
            3 => Replace(seed.Bytes, value, [(byte)'[', .. seed.Bytes[value], (byte)',', .. from.Bytes[from.Values[random.Next(from.Values.Count)]], (byte)']']),
            _ => Replace(seed.Bytes, value, []),
        };
    }

    // A member takes the name of another, or one that known contexts have for the same.
    private byte[] Rename(byte[] bytes)
    {
        var name = System.Text.Encoding.UTF8.GetBytes($"\"{Names[random.Next(Names.Length)]}\":");
        var at = bytes.AsSpan().IndexOf(name);
        return at < 0 ? bytes : Replace(bytes, at..(at + name.Length), System.Text.Encoding.UTF8.GetBytes($"\"{Names[random.Next(Names.Length)]}\":"));
    }

    private byte[] AddContext(byte[] bytes)
    {
        var at = bytes.AsSpan().IndexOf("\"@context\":["u8);
        var context = System.Text.Encoding.UTF8.GetBytes(Contexts[random.Next(Contexts.Length)] + ",");
        var end = at < 0 ? 0 : at + "\"@context\":[".Length + bytes.AsSpan(at).IndexOf(","u8) - "\"@context\":[".Length + 1;
        var added = at < 0 || end <= at ? bytes : Replace(bytes, end..end, context);
        return random.Next(2) == 0 ? added : Rename(added);
    }

    private byte[] ChangeBytes(byte[] bytes, byte[] other)
    {
        if (bytes.Length == 0)
            return Pieces[random.Next(Pieces.Length)];
        var at = random.Next(bytes.Length);
        var piece = at..Math.Min(bytes.Length, at + 1 + random.Next(random.Next(2) == 0 ? 4 : 64));
        switch (random.Next(8))
        {
            case 0:
                return Replace(bytes, at..(at + 1), [(byte)(bytes[at] ^ (1 << random.Next(8)))]);
            case 1:
                return Replace(bytes, at..(at + 1), [(byte)random.Next(256)]);
            case 2:
                return Replace(bytes, piece, []);
            case 3:
                return Replace(bytes, at..at, bytes[piece]);
            case 4:
                return Replace(bytes, at..at, Pieces[random.Next(Pieces.Length)]);
            case 5:
                return Replace(bytes, piece, Pieces[random.Next(Pieces.Length)]);
            case 6 when other.Length > 0:
                var start = random.Next(other.Length);
                return Replace(bytes, piece, other[start..Math.Min(other.Length, start + 1 + random.Next(64))]);
            default:
                return Replace(bytes, at..at, [(byte)random.Next(32, 127)]);
        }
    }

    private static byte[] Replace(byte[] bytes, Range place, byte[] replacement) => [.. bytes[..place.Start], .. replacement, .. bytes[place.End..]];
}
