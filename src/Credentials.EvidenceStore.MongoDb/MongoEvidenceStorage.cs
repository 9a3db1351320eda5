using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb;

/// <summary>
/// The storage contract on MongoDB, a replica set or a sharded cluster. Each operation changes one document; what it owes to others is written into that
/// document with it (<see cref="Dues"/>). Every write waits until a majority has it on disk, so that ordered and durable are the same here.
/// </summary>
public sealed partial class MongoEvidenceStorage : IEvidenceStorage
{
    private static readonly TimeSpan LookForLeft = TimeSpan.FromSeconds(5);
    private const int RoundsOfSweep = 60;
    private static readonly TimeSpan ServerSelectionTimeout = TimeSpan.FromSeconds(15);

    private readonly MongoClient _client;
    private readonly TimeProvider _time;
    private readonly WriteCounter _counter = new();
    private readonly Dues _dues;
    private readonly OrderNumbers _order;
    private readonly UniqueValues _unique;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _settling;

    private readonly Documents _settings;
    private readonly Documents _centres;
    private readonly Documents _achievements;
    private readonly Documents _learners;
    private readonly Documents _records;
    private readonly Documents _statusLists;
    private readonly Documents _openLists;
    private readonly Documents _log;
    private readonly Documents _logEntries;
    private readonly Documents _logTiles;
    private readonly Documents _mails;
    private readonly Documents _apiKeys;
    private readonly Documents _batches;
    private readonly Documents _batchInputs;
    private readonly Documents _dictionaries;
    private readonly Documents _doubles;
    private readonly Documents _lookups;
    private readonly Documents _pictures;
    private readonly Documents _shortLived;
    private readonly Documents _staffMembers;
    private readonly Documents _staffActions;

    private MongoEvidenceStorage(MongoClient client, IMongoDatabase database, TimeProvider time)
    {
        (_client, _time, _dues, _order) = (client, time, new(time), new(time));
        Documents In(string name) => new(database.GetCollection<BsonDocument>(name), _counter);
        _unique = new(In(Names.UniqueValues));
        _settings = In(Names.Settings);
        _centres = In(Names.Centres);
        _achievements = In(Names.Achievements);
        _learners = In(Names.Learners);
        _records = In(Names.Records);
        _statusLists = In(Names.StatusLists);
        _openLists = In(Names.OpenLists);
        _log = In(Names.Log);
        _logEntries = In(Names.LogEntries);
        _logTiles = In(Names.LogTiles);
        _mails = In(Names.Mails);
        _apiKeys = In(Names.ApiKeys);
        _batches = In(Names.Batches);
        _batchInputs = In(Names.BatchInputs);
        _dictionaries = In(Names.Dictionaries);
        _doubles = In(Names.Doubles);
        _lookups = In(Names.Lookups);
        _pictures = In(Names.Pictures);
        _shortLived = In(Names.ShortLived);
        _staffMembers = In(Names.StaffMembers);
        _staffActions = In(Names.StaffActions);
        foreach (var owner in (Documents[])[_records, _learners, _staffMembers, _batches])
            _dues.OwnedBy(owner);
        _dues.Settle(FreeValue, FreeAsync);
        _dues.Settle(NewListVersion, GiveNewVersionAsync);
        _dues.Settle(NewLink, LinkAsync);
        _dues.Settle(EndMails, EndMailsAsync);
        _dues.Settle(DropInput, DropInputAsync);
        _dues.Settle(DropBatch, DropBatchAsync);
        _dues.SettleTogether(NewMail, PutMailsAsync);
        _dues.Settle(Unreserve, UnreserveAsync);
        _dues.Settle(FreeDropped, FreeDroppedAsync);
        _dues.Settle(ForgetLearner, ForgetLearnerAsync);
        _dues.Settle(KeepAlias, KeepAliasAsync);
        _dues.Settle(TakeMatch, TakeMatchAsync);
        _dues.Settle(NewAction, AddActionAsync);
        _settling = SettleNowAndThenAsync();
    }

    public StorageCounters Counters => _counter.Read();

    /// <summary>Connects, and makes the indexes that are not there yet.</summary>
    /// <param name="connectionString">As MongoDB's drivers read it; the database that it names, else <c>credentials</c>.</param>
    /// <param name="time">The clock that numbers are taken from; null for the system's.</param>
    /// <exception cref="StorageException">It cannot be reached, or is not as it must be.</exception>
    public static MongoEvidenceStorage Open(string connectionString, TimeProvider? time = null)
    {
        MongoUrl url;
        MongoClientSettings settings;
        try
        {
            url = MongoUrl.Create(connectionString);
            settings = MongoClientSettings.FromUrl(url);
        }
        catch (Exception failure) when (failure is MongoException or FormatException or ArgumentException)
        {
            // What the driver says of it quotes it, and it may hold a password.
            throw new StorageException("Storage:ConnectionString is not as MongoDB reads one: mongodb://host[:port],…/database?replicaSet=…");
        }
        try
        {
            settings.ApplicationName = "Credentials";
            settings.ServerSelectionTimeout = ServerSelectionTimeout;
            settings.ReadConcern = ReadConcern.Majority;
            settings.ReadPreference = ReadPreference.Primary;
            settings.WriteConcern = WriteConcern.WMajority.With(journal: true);
            settings.RetryReads = settings.RetryWrites = true;
            var client = new MongoClient(settings);
            var database = client.GetDatabase(url.DatabaseName ?? "credentials");
            Task.Run(() => PrepareAsync(database)).GetAwaiter().GetResult();
            return new(client, database, time ?? TimeProvider.System);
        }
        catch (Exception failure) when (failure is MongoException or TimeoutException)
        {
            // The driver would tell the whole state of the cluster, over many lines.
            var reason = failure is TimeoutException ? $"no primary answered within {ServerSelectionTimeout.TotalSeconds} seconds" : failure.Message;
            throw new StorageException($"The MongoDB of Storage:ConnectionString ({string.Join(", ", url.Servers)}) cannot be used: {reason}", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        await _closing.CancelAsync();
        await _settling;
        _closing.Dispose();
        _client.Dispose();
    }

    /// <summary>The newest form of the documents that this release knows; raised by whatever an older release could not read.</summary>
    private const int Form = 1;

    private static async Task PrepareAsync(IMongoDatabase database)
    {
        var settings = database.GetCollection<BsonDocument>(Names.Settings);
        var form = await settings.FindOneAndUpdateAsync<BsonDocument>(
            Documents.Where.Eq("_id", "mongodb:form"), Documents.Set.SetOnInsert("value", Form).SetOnInsert("rev", 1L),
            new() { IsUpsert = true, ReturnDocument = ReturnDocument.After });
        if (form["value"].ToInt32() > Form)
            throw new StorageException($"The database {database.DatabaseNamespace.DatabaseName} was written by a newer release (form {form["value"]}; this one knows {Form}).");
        await Indexes.MakeAsync(database, CancellationToken.None);
    }

    private async Task SettleNowAndThenAsync()
    {
        for (var round = 0; !_closing.IsCancellationRequested; round++)
        {
            try
            {
                await _dues.SettleLeftAsync(_closing.Token);
                if (round % RoundsOfSweep == 0)
                    await SweepInputsAsync(_closing.Token);
            }
            catch (Exception)
            {
                // Whoever asks something of the storage meanwhile is told of it; what is left waits for the next round.
            }
            await Task.Delay(LookForLeft, _closing.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
