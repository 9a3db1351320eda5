namespace Credentials.PublicVerifier.Several;

/// <param name="Source">The file's name, or the text itself.</param>
/// <param name="Bytes">What is to be checked.</param>
/// <param name="IsText">Whether it was pasted.</param>
internal sealed record SeveralItem(string Source, ReadOnlyMemory<byte> Bytes, bool IsText);
