using System.Security.Cryptography;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.EvidenceFiles;

public sealed class SealedFileTests
{
    private const int Chunk = SealedFile.ChunkLength;

    private static readonly byte[] Key = SealedFile.NewKey();
    private static readonly byte[] Place = SealedFile.PlaceOf(Guid.NewGuid(), Guid.NewGuid());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData(3 * Chunk)]
    [InlineData((3 * Chunk) + 77)]
    public async Task What_was_written_in_any_pieces_is_read_again(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);
        foreach (var piece in (int[])[999, Chunk, 5 * Chunk])
        {
            var file = await SealAsync(plain, piece);
            Assert.Equal(SealedFile.LengthOf(length), file.Length);
            Assert.Equal(plain, await OpenAsync(file, length));
        }
        Assert.True(length == 0 || (await SealAsync(plain, Chunk)).AsSpan().IndexOf(plain.AsSpan(0, Math.Min(16, length))) < 0 || length < 4);
    }

    [Fact]
    public async Task A_file_that_was_changed_cut_off_extended_or_put_in_another_order_is_refused()
    {
        const int Length = (2 * Chunk) + 100;
        const int Sealed = Chunk + SealedFile.TagLength;
        var file = await SealAsync(RandomNumberGenerator.GetBytes(Length), Chunk);
        foreach (var place in (int[])[0, Sealed - 1, Sealed, (2 * Sealed) + 5, file.Length - 1])
        {
            var changed = (byte[])file.Clone();
            changed[place] ^= 1;
            await Assert.ThrowsAsync<StorageException>(() => OpenAsync(changed, Length));
        }
        await Assert.ThrowsAsync<StorageException>(() => OpenAsync(file[..^1], Length));
        await Assert.ThrowsAsync<StorageException>(() => OpenAsync([.. file, 0], Length));
        byte[] swapped = [.. file[Sealed..(2 * Sealed)], .. file[..Sealed], .. file[(2 * Sealed)..]];
        await Assert.ThrowsAsync<StorageException>(() => OpenAsync(swapped, Length));
        byte[] repeated = [.. file[..Sealed], .. file[..Sealed], .. file[(2 * Sealed)..]];
        await Assert.ThrowsAsync<StorageException>(() => OpenAsync(repeated, Length));
        // Whole chunks alone are not the whole file, even if its length was said to be theirs.
        await Assert.ThrowsAsync<StorageException>(() => OpenAsync(file[..(2 * Sealed)], 2 * Chunk));
        await Assert.ThrowsAsync<StorageException>(() => OpenAsync(file[..Sealed], Chunk));
    }

    [Fact]
    public async Task Another_key_or_another_place_does_not_open_it()
    {
        var file = await SealAsync(new byte[10], Chunk);
        await Assert.ThrowsAsync<StorageException>(() => OpenAsync(file, 10, SealedFile.NewKey()));
        await Assert.ThrowsAsync<StorageException>(() => OpenAsync(file, 10, Key, SealedFile.PlaceOf(Guid.NewGuid(), Guid.NewGuid())));
    }

    private static async Task<byte[]> SealAsync(byte[] plain, int piece)
    {
        using var target = new MemoryStream();
        using var writer = new SealedFileWriter(target, Key, Place);
        for (var start = 0; start < plain.Length; start += piece)
            await writer.WriteAsync(plain.AsMemory(start, Math.Min(piece, plain.Length - start)), CancellationToken.None);
        await writer.FinishAsync(CancellationToken.None);
        return target.ToArray();
    }

    private static async Task<byte[]> OpenAsync(byte[] file, int length, byte[]? key = null, byte[]? place = null)
    {
        await using var stream = new SealedFileStream(new MemoryStream(file), key ?? Key, place ?? Place, length);
        using var plain = new MemoryStream();
        await stream.CopyToAsync(plain);
        return plain.ToArray();
    }
}
