using Credentials.EvidenceStore.Log;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql.Sqlite;

namespace Credentials.Services.Tests.EvidenceStore;

/// <summary>Every single bit of what a record says clearly, changed by hand in the database of real awards, is found and named.</summary>
public sealed class CheckLogTests : IAsyncLifetime
{
    private Store _store = null!;
    private Guid _record;

    public async Task InitializeAsync()
    {
        _store = await Store.OpenAsync();
        _record = (await _store.AwardAsync()).Document.Id;
        await _store.AwardAsync(Store.Request("An", "Maes"));
        await _store.Change.SetStatusAsync(Store.Centre, (await _store.AwardAsync(Store.Request("Bo", "Wuyts"))).Document.Id, AwardStatus.Suspended, "x", "y", true);
        Assert.Equal(4, await _store.Get<SequenceEvents>().RunAsync());
        Assert.Equal((4, 0, 0), await CheckAsync());
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData("vks", 0, 12, "vksLevel")]
    [InlineData("eqf", 0, 12, "eqfLevel")]
    [InlineData("obtained_on", 0, 40, "obtainedOn,date")]
    [InlineData("status", 0, 8, "status")]
    [InlineData("recorded_at", 0, 42, "recorded,time")]
    [InlineData("kind", 0, 6, "kind")]
    public async Task One_bit_of_a_number_is_found(string column, int first, int end, string names)
    {
        for (var bit = first; bit < end; bit++)
        {
            var mask = 1L << bit;
            Tamper($"UPDATE records SET {column} = ({column} | {mask}) - ({column} & {mask}) WHERE number = 1");
            await AssertNamedAsync($"bit {bit} of {column}", names);
            Tamper($"UPDATE records SET {column} = ({column} | {mask}) - ({column} & {mask}) WHERE number = 1");
        }
        Assert.Equal((4, 0, 0), await CheckAsync());
    }

    [Theory]
    [InlineData("centre", "demo", "centre")]
    [InlineData("institution", "0566988259", "institution")]
    [InlineData("level_by", "AHOVOKS", "levelBy")]
    public async Task One_bit_of_a_text_is_found(string column, string text, string name)
    {
        for (var bit = 0; bit < text.Length * 8; bit++)
        {
            var changed = System.Text.Encoding.ASCII.GetBytes(text);
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Tamper($"UPDATE records SET {column} = CAST(x'{Convert.ToHexString(changed)}' AS TEXT) WHERE number = 1");
            await AssertNamedAsync($"bit {bit} of {column}", name + ",no longer matches");
        }
        Tamper($"UPDATE records SET {column} = '{text}' WHERE number = 1");
        Assert.Equal((4, 0, 0), await CheckAsync());
    }

    [Fact]
    public async Task What_the_service_does_keeps_the_log_whole()
    {
        var other = (await _store.ReserveAsync(Store.Request())).Value;
        Assert.True((await _store.Change.AddFormAsync(_record, Store.Sign(other, Credentials.Issuing.CredentialForm.DataIntegrity))).IsSuccess);
        await _store.Change.SetStatusAsync(Store.Centre, _record, AwardStatus.Revoked, "reason", "key", suspendable: true);
        await _store.RestartAsync();
        Assert.Equal((4, 1, 0), await CheckAsync());
        Assert.Equal(1, await _store.Get<SequenceEvents>().RunAsync());
        Assert.Equal((5, 0, 0), await CheckAsync());
    }

    private async Task AssertNamedAsync(string what, string names)
    {
        var report = await _store.Get<CheckLog>().RunAsync();
        Assert.True(!report.IsGood, $"{what} was not found");
        Assert.True(report.Differences[0].StartsWith($"record {_record}: ", StringComparison.Ordinal), $"{what}: {report.Differences[0]}");
        Assert.True(names.Split(',').Any(name => report.Differences.Any(told => told.Contains(name, StringComparison.Ordinal))), $"{what}: {string.Join("; ", report.Differences)}");
    }

    private async Task<(long Size, long Pending, int Differences)> CheckAsync()
    {
        var report = await _store.Get<CheckLog>().RunAsync();
        return (report.Size, report.Pending, report.Differences.Count);
    }

    private void Tamper(string sql)
    {
        using var connection = SqliteConnection.Open(Path.Combine(_store.Folder, "credentials.db"), TimeSpan.FromSeconds(10), 64);
        connection.Execute(sql);
    }
}
