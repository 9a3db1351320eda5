namespace Credentials.EvidenceStore.Storage;

/// <summary>
/// Neighbouring hashes of the Merkle log's tree, stored together (the tiles of C2SP tlog-tiles): at tile level n they are roots of complete subtrees of 256^n
/// leaves. Up to 256 in a tile; a full one never changes, the last of its level grows.
/// </summary>
/// <param name="Hashes">32 bytes each.</param>
public sealed record LogTile(TilePlace Place, ReadOnlyMemory<byte> Hashes);

/// <param name="Level">0 for the hashes of leaves.</param>
/// <param name="Index">0 for the first 256 hashes of the level.</param>
public readonly record struct TilePlace(int Level, long Index);
