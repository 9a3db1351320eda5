namespace Credentials.EvidenceStore.BackingUp;

/// <summary>A file in a back-up.</summary>
/// <param name="Name">Its path in the data folder, with <c>/</c> between.</param>
/// <param name="Digest">SHA-256 of its content, 64 hexadecimal digits in lower case.</param>
internal sealed record BackUpPart(string Name, string Digest);
