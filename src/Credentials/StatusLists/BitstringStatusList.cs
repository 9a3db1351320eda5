namespace Credentials.StatusLists;

/// <summary>The bitstring of Bitstring Status List 1.0: GZIP, base64url without padding, multibase <c>u</c>; index 0 is the left-most bit.</summary>
public static class BitstringStatusList
{
    /// <summary>Entries of every list we publish, the smallest the specification allows (section 3.2).</summary>
    public const int Entries = 131_072;

    /// <summary>Largest list of others that is read, in bytes after decompression.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    public static string Encode(ReadOnlySpan<byte> bits) => throw new NotImplementedException();

    /// <summary>Decompresses with a bound; a bomb is <see cref="ProblemCode.TooLarge"/>.</summary>
    public static Result<byte[]> Decode(string encodedList) => throw new NotImplementedException();
}
