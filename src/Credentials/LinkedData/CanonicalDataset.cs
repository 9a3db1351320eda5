namespace Credentials.LinkedData;

/// <summary>The outcome of RDFC-1.0.</summary>
/// <param name="NQuads">The canonical N-Quads document, UTF-8.</param>
/// <param name="IssuedIdentifiers">For the label of every blank node of the input: its canonical label, <c>c14n0</c> and on, both without <c>_:</c>.</param>
public sealed record CanonicalDataset(byte[] NQuads, IReadOnlyDictionary<string, string> IssuedIdentifiers);
