namespace Credentials.StatusLists;

/// <summary>
/// A keyed permutation of 0 … 131,071: turns a counter into an index that outsiders cannot foresee, without retries
/// (Bitstring Status List 1.0 section 6.4 asks for randomly assigned indexes).
/// </summary>
public sealed class StatusIndexPermutation
{
    /// <param name="key">32 bytes, of one list only.</param>
    public StatusIndexPermutation(ReadOnlySpan<byte> key) => throw new NotImplementedException();

    public int IndexOf(int counter) => throw new NotImplementedException();
}
