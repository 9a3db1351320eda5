using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;
using MongoDB.Bson;
using Documents = Credentials.Services.Tests.StorageContracts.Documents;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>Who writes slowly under a master key while another takes its place.</summary>
[OnMongoDb]
public sealed class MasterKeysOnMongoDbTests : IDisposable
{
    private const string Old = "0123abcd";
    private const string New = "89abcdef";
    private readonly RawMongoDb _database = new();

    public void Dispose() => _database.Dispose();

    [ContractFact]
    public async Task Whoever_lists_what_lies_under_others_withdraws_what_was_announced_under_others()
    {
        await using var storage = _database.Open();
        var (old, current) = (Member(Old), Member(New));
        foreach (var (member, key) in new[] { (old, Old), (current, New) })
        {
            Assert.True(await storage.AddStaffMemberAsync(member, null));
            Assert.False((await _database.FindAsync(Names.StaffMembers, Fields.Of(member.Id)))!.Contains("sealing"));
            await _database.ChangeAsync(
                Names.StaffMembers, Fields.Of(member.Id),
                stored => stored.With("sealing", new BsonDocument { { "key", key }, { "by", Fields.Of(Guid.NewGuid()) } }));
        }
        await storage.ListSealedUnderOthersAsync(MasterSealedKind.LearnerKey, New, null, 9);
        Assert.False((await _database.FindAsync(Names.StaffMembers, Fields.Of(old.Id)))!.Contains("sealing"));
        Assert.True((await _database.FindAsync(Names.StaffMembers, Fields.Of(current.Id)))!.Contains("sealing"));
    }

    [ContractFact]
    public async Task The_place_of_a_member_that_a_process_left_which_died_is_nobody_and_can_be_taken()
    {
        await using var storage = _database.Open();
        var member = Member(Old);
        await _database.AddAsync(Names.StaffMembers, new BsonDocument("_id", Fields.Of(member.Id)));
        Assert.Null(await storage.FindStaffMemberAsync(member.Id));
        Assert.False(await storage.ReplaceStaffMemberAsync(member with { Version = 2 }, null));
        Assert.True(await storage.AddStaffMemberAsync(member, null));
        Assert.False(await storage.AddStaffMemberAsync(member, null));
    }

    /// <summary>Whatever the order: afterwards nothing is under the old key that was not met when it was listed.</summary>
    [ContractFact]
    public async Task Nothing_is_written_under_the_earlier_key_after_what_lay_there_was_sealed_anew()
    {
        await using var storage = _database.Open();
        await storage.GetOrAddSettingAsync(new(MasterKeyNames.Setting, Old));
        var members = Enumerable.Range(0, 8).Select(_ => Member(Old)).ToList();
        foreach (var member in members)
            Assert.True(await storage.AddStaffMemberAsync(member, null));
        var writing = members.Select(member => Task.Run(() => WriteUntilRefusedAsync(storage, member))).ToList();
        Assert.True(await storage.ReplaceSettingAsync(new(MasterKeyNames.Setting, New), Old));
        int met;
        do
        {
            var page = await storage.ListSealedUnderOthersAsync(MasterSealedKind.StaffPerson, New, null, 100);
            await storage.ResealAsync(New, [.. page.Items.Select(was => new Resealed(was, Under(New)))]);
            met = page.Items.Count;
        }
        while (met > 0);
        await Task.WhenAll(writing);
        Assert.Empty((await storage.ListSealedUnderOthersAsync(MasterSealedKind.StaffPerson, New, null, 100)).Items);
    }

    private static async Task WriteUntilRefusedAsync(IEvidenceStorage storage, StaffMemberDocument member)
    {
        try
        {
            for (var version = member.Version + 1; ; version++)
                Assert.True(await storage.ReplaceStaffMemberAsync(member with { Version = version, SealedPerson = Under(Old) }, null));
        }
        catch (MasterKeyReplacedException)
        {
            // As it must end.
        }
    }

    private static StaffMemberDocument Member(string key) => new(Guid.NewGuid(), "demo", 1, 1, Under(key), default, Documents.Now, null);

    private static byte[] Under(string key) => [.. Convert.FromHexString(key), .. Documents.Bytes(40)];
}
