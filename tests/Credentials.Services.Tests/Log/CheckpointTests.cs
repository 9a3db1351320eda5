using Credentials.EvidenceStore.Log;
using Credentials.Notes;

namespace Credentials.Services.Tests.Log;

public sealed class CheckpointTests : IDisposable
{
    private const string Origin = "credentials.example/log";

    private readonly NoteSigner _signer = new(Origin, Enumerable.Range(1, 32).Select(number => (byte)number).ToArray());

    private readonly Checkpoint _checkpoint = new(Origin, 1234, TreeHash.OfLeaf("x"u8), new(2026, 11, 22, 8, 0, 0, 5, TimeSpan.Zero));

    public void Dispose() => _signer.Dispose();

    [Fact]
    public void A_checkpoint_is_a_signed_note_of_origin_size_root_and_time()
    {
        var note = _checkpoint.Sign(_signer);
        Assert.StartsWith($"{Origin}\n1234\n{TreeHash.OfLeaf("x"u8)}\ntime 2026-11-22T08:00:00.005Z\n\n— {Origin} ", note, StringComparison.Ordinal);
        Assert.True(Checkpoint.TryOpen(note, _signer.Key, out var read));
        Assert.Equal(_checkpoint, read);
    }

    [Fact]
    public void A_later_epoch_names_what_those_before_it_ended_with()
    {
        using var signer = new NoteSigner(Origin + "/3-0123abcd", new byte[32]);
        var later = _checkpoint with
        {
            Origin = signer.Key.Name,
            Continues = [new(Origin, 7, TreeHash.OfNothing), new(Origin + "/2-89abcdef", 12, TreeHash.OfLeaf("y"u8))],
        };
        var note = later.Sign(signer);
        Assert.Contains($"Z\ncontinues {Origin} 7 {TreeHash.OfNothing}\ncontinues {Origin}/2-89abcdef 12 {TreeHash.OfLeaf("y"u8)}\n\n", note, StringComparison.Ordinal);
        Assert.True(Checkpoint.TryOpen(note, signer.Key, out var read));
        Assert.Equal(later.Continues, read.Continues);
        Assert.Equal(later with { Continues = [] }, read with { Continues = [] });
    }

    [Fact]
    public void Each_epoch_signs_as_another()
    {
        using var signers = new LogSigners(Origin, new byte[32]);
        var (first, second) = (signers.Of(""), signers.Of("2-0123abcd"));
        Assert.Equal(first.Key.PublicKey, second.Key.PublicKey);
        var note = (_checkpoint with { Origin = second.Key.Name }).Sign(second);
        Assert.False(SignedNote.TryOpen(note, first.Key, out _));
        Assert.False(Checkpoint.TryOpen(_checkpoint.Sign(second), first.Key, out _));
        Assert.True(signers.TryOpen(note, out var read) && read.Origin == Origin + "/2-0123abcd");
        foreach (var other in (string[])["x", "2-0123ABCD", "2-0123abcd/3", "-0123abcd", "2-0123abcd-"])
        {
            using var signer = new NoteSigner($"{Origin}/{other}", new byte[32]);
            Assert.False(signers.TryOpen((_checkpoint with { Origin = signer.Key.Name }).Sign(signer), out _));
        }
    }

    [Theory]
    [InlineData("\n1234\n", "\n1235\n")]
    [InlineData("T08", "T09")]
    [InlineData("example", "exampel")]
    public void A_changed_checkpoint_is_refused(string was, string becomes) =>
        Assert.False(Checkpoint.TryOpen(_checkpoint.Sign(_signer).Replace(was, becomes, StringComparison.Ordinal), _signer.Key, out _));

    [Theory]
    [InlineData("other.example/log\n5\nROOT\ntime 2026-11-22T08:00:00.005Z\n")]
    [InlineData("credentials.example/log\n05\nROOT\ntime 2026-11-22T08:00:00.005Z\n")]
    [InlineData("credentials.example/log\n-5\nROOT\ntime 2026-11-22T08:00:00.005Z\n")]
    [InlineData("credentials.example/log\n5\nAAAA\ntime 2026-11-22T08:00:00.005Z\n")]
    [InlineData("credentials.example/log\n5\nROOT\ntime yesterday\n")]
    [InlineData("credentials.example/log\n5\nROOT\n")]
    [InlineData("credentials.example/log\n5\nROOT\ntime 2026-11-22T08:00:00.005Z\nmore\n")]
    [InlineData("credentials.example/log\n5\nROOT\ntime 2026-11-22T08:00:00.005Z\ncontinues credentials.example/log 5\n")]
    [InlineData("credentials.example/log\n5\nROOT\ntime 2026-11-22T08:00:00.005Z\ncontinues  5 ROOT\n")]
    [InlineData("credentials.example/log\n5\nROOT\ntime 2026-11-22T08:00:00.005Z\ncontinues credentials.example/log 05 ROOT\n")]
    public void What_is_signed_but_no_checkpoint_of_this_log_is_refused(string text) => Assert.False(
        Checkpoint.TryOpen(_signer.Sign(text.Replace("ROOT", $"{TreeHash.OfNothing}", StringComparison.Ordinal)), _signer.Key, out _));

    [Fact]
    public void Another_key_of_the_same_name_is_refused()
    {
        using var other = new NoteSigner(Origin, new byte[32]);
        Assert.False(Checkpoint.TryOpen(_checkpoint.Sign(other), _signer.Key, out _));
    }
}
