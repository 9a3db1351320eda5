using Credentials.EvidenceStore.Access;
using Credentials.EvidenceStore.Archiving;
using Credentials.EvidenceStore.BackingUp;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Counting;
using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.EvidenceFiles;
using Credentials.EvidenceStore.Exchanging;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Log;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Registering;
using Credentials.EvidenceStore.Rotating;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql.Postgres;
using Credentials.EvidenceStore.Storage.Sql.Sqlite;
using Credentials.EvidenceStore.Wallets;
using Credentials.Web;
using Credentials.Web.Access;
using Credentials.Web.Limits;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore;

/// <summary>Composition of the evidence store: services and endpoints.</summary>
public static class EvidenceStorePart
{
    /// <summary>
    /// Registers the store on the folder of <see cref="EvidenceStoreOptions"/> (section <c>EvidenceStore</c>) and the engine of
    /// <see cref="StorageOptions"/> (section <c>Storage</c>). <see cref="PublicAddress"/> is the app's to
    /// register; it may be made from the storage's settings.
    /// </summary>
    public static IServiceCollection AddEvidenceStore(this IServiceCollection services)
    {
        services.AddOptions<EvidenceStoreOptions>().BindConfiguration("EvidenceStore")
            .Validate(options => options.DataFolder.Length > 0, "EvidenceStore:DataFolder must name a folder.")
            .Validate<IOptions<StorageOptions>>(
                (options, storage) => options.EvidenceFolder is null || storage.Value.IsOnServer,
                "EvidenceStore:EvidenceFolder is for Storage:Engine postgresql or mongodb: beside the embedded database documents lie in the data folder, where back-ups take them.")
            .Validate(options => options.StatisticsEvery >= TimeSpan.Zero, "EvidenceStore:StatisticsEvery must not be negative.").ValidateOnStart();
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics().AddLogging();
        services.AddSingleton<IEvidenceStorage>(provider => OpenDatabase(Options(provider), Engine(provider)));
        services.AddSingleton(provider => StoreSecrets.Open(Options(provider), Storage(provider)));
        services.AddSingleton(provider => new CredentialDictionaries(Storage(provider), provider.GetRequiredService<PublicAddress>()));
        services.AddSingleton(provider => new AwardOpener(Storage(provider), Secrets(provider), provider.GetRequiredService<CredentialDictionaries>()));
        services.AddSingleton(provider => new Centres(Storage(provider), Time(provider)));
        services.AddSingleton(provider => new AchievementVersions(Storage(provider), Time(provider)));
        services.AddSingleton(provider => new CentrePictures(Storage(provider)));
        services.AddSingleton(provider => new StatusSlots(Storage(provider), Secrets(provider)));
        services.AddSingleton(provider =>
            new AwardReservations(Storage(provider), Secrets(provider), provider.GetRequiredService<StatusSlots>(), Time(provider)));
        services.AddSingleton(provider => new RecordAwards(
            Storage(provider), Opener(provider), provider.GetRequiredService<CredentialDictionaries>(),
            provider.GetRequiredService<AwardReservations>(), provider.GetRequiredService<AchievementVersions>(),
            provider.GetRequiredService<PlanMails>()));
        services.AddSingleton(provider => new ChangeAwards(Storage(provider), Opener(provider), provider.GetRequiredService<PlanMails>(), Time(provider)));
        services.AddSingleton(provider => new Batches(Storage(provider), Secrets(provider), Time(provider)));
        services.AddSingleton(provider => new ForeseeAwards(
            Storage(provider), Secrets(provider), provider.GetRequiredService<RecordAwards>(), provider.GetRequiredService<PlanMails>(), Time(provider)));
        services.AddHostedService<EndOldLists>();
        services.AddSingleton(provider => new ConsultAwards(Storage(provider), Opener(provider)));
        services.AddSingleton(provider => new RegisterProofs(Storage(provider), Secrets(provider), Time(provider)));
        services.AddSingleton(provider => new CancelProof(Storage(provider), Secrets(provider), Time(provider)));
        services.AddSingleton(provider => new ImportLedProofs(
            provider.GetRequiredService<RegisterProofs>(), provider.GetRequiredService<CancelProof>(),
            provider.GetRequiredService<IOptions<EvidenceStoreOptions>>()));
        services.AddSingleton(provider => new ConsultRecords(Storage(provider), Secrets(provider)));
        services.AddEvidenceFiles();
        services.AddSingleton(provider => new ShareCredentials(
            Storage(provider), Opener(provider), provider.GetRequiredService<ReadEvidence>(), Secrets(provider), Time(provider)));
        services.AddSingleton(provider => new Offers(Storage(provider), Secrets(provider), Time(provider)));
        services.AddSingleton(provider => new ClaimOffers(Storage(provider), provider.GetRequiredService<Offers>(), Time(provider)));
        services.AddSingleton(provider => new Nonces(Storage(provider), Secrets(provider), Time(provider)));
        services.AddSingleton(provider => new RequestEncryptionKey(Secrets(provider)));
        services.AddSingleton(provider => new WalletCopies(Storage(provider)));
        services.AddLearners();
        services.AddStaff();
        services.AddSingleton(provider => new Statistics(Storage(provider), Time(provider), Options(provider).StatisticsEvery));
        services.AddSingleton(provider => new RotateMasterKey(Storage(provider), Secrets(provider), Options(provider), Engine(provider)));
        services.AddSingleton(provider => new BackUpStore(Options(provider), Engine(provider), Time(provider)));
        services.AddSingleton(provider => new RestoreStore(Options(provider), Engine(provider), Time(provider)));
        services.AddSingleton(provider => new ApiKeys(Storage(provider), Time(provider)));
        services.AddSingleton<IAuthenticateCallers>(provider => provider.GetRequiredService<ApiKeys>());
        services.AddSingleton(provider => Secrets(provider).Log.SignersOf(provider.GetRequiredService<PublicAddress>()));
        services.AddSingleton(provider =>
            new SequenceEvents(Storage(provider), provider.GetRequiredService<LogSigners>(), Time(provider), WorkOwner.ThisProcess));
        services.AddSingleton(provider => new CheckLog(Storage(provider), provider.GetRequiredService<LogSigners>()));
        services.AddSingleton(provider => new PublishedLog(Storage(provider), provider.GetRequiredService<LogSigners>()));
        services.AddHostedService<LogSequencer>();
        services.AddHostedService<SweepShortLived>();
        services.AddSingleton<StorageMeter>();
        services.AddHostedService<OpenStoreAtStart>();
        services.AddLedExchange().AddMails().AddOwnPages();
        return services;
    }

    public static IEndpointRouteBuilder MapEvidenceStore(this IEndpointRouteBuilder endpoints)
    {
        RegisterProofEndpoint.Map(endpoints);
        CancelProofEndpoint.Map(endpoints);
        RecordEndpoints.Map(endpoints);
        EvidenceEndpoints.Map(endpoints);
        ExportRecordsEndpoint.Map(endpoints);
        StatisticsEndpoint.Map(endpoints);
        CreateShareEndpoint.Map(endpoints);
        WithdrawShareEndpoint.Map(endpoints);
        LedExchange.Map(endpoints);
        MailPart.Map(endpoints);
        OwnPagesPart.Map(endpoints);
        LogEndpoints.Map(endpoints);
        ListLearnersEndpoint.Map(endpoints);
        DoublesEndpoints.Map(endpoints);
        AddNumberEndpoint.Map(endpoints);
        RemoveAliasEndpoint.Map(endpoints);
        LookUpLearnerEndpoints.Map(endpoints);
        EraseLearnerEndpoint.Map(endpoints);
        ArchiveEndpoints.Map(endpoints);
        return endpoints;
    }

    private static IServiceCollection AddLearners(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>();
        services.TryAddSingleton<GuessLimits>();
        services.TryAddSingleton<NumberLimits>();
        services.AddSingleton(provider => new CountNumbers(
            Storage(provider), Secrets(provider), provider.GetRequiredService<NumberLimits>(), Time(provider),
            provider.GetRequiredService<ILogger<CountNumbers>>()));
        services.AddSingleton(provider => new FindLearners(Storage(provider), Opener(provider), Secrets(provider)));
        services.AddSingleton(provider => new LearnerDoubles(Storage(provider), provider.GetRequiredService<FindLearners>()));
        services.AddSingleton(provider => new JoinLearners(Storage(provider), Secrets(provider), provider.GetRequiredService<LookUpLearner>(), Time(provider)));
        services.AddSingleton(provider => new LookUpLearner(
            Storage(provider), Secrets(provider), provider.GetRequiredService<GuessLimits>(), Time(provider)));
        services.AddSingleton(provider => new EraseLearners(
            Storage(provider), Secrets(provider),
            new EraseRecords(
                Storage(provider), Secrets(provider), Opener(provider), provider.GetRequiredService<EvidenceFolder>(), provider.GetRequiredService<MailRoute>(),
                Time(provider)),
            new EraseRowErrors(Storage(provider), provider.GetRequiredService<Batches>(), Secrets(provider)), Time(provider)));
        services.AddSingleton(provider => new ComposeArchive(
            Storage(provider), Opener(provider), provider.GetRequiredService<ConsultRecords>(), provider.GetRequiredService<ReadEvidence>(),
            provider.GetRequiredService<LookUpLearner>(), Time(provider)));
        services.AddHostedService<ResumeErasures>();
        return services;
    }

    private static void AddEvidenceFiles(this IServiceCollection services)
    {
        services.AddSingleton(provider => new EvidenceFolder(Options(provider).EvidencePath));
        services.AddSingleton(provider => new ReadEvidence(
            Storage(provider), Secrets(provider), provider.GetRequiredService<EvidenceFolder>(), provider.GetRequiredService<ILogger<ReadEvidence>>()));
        services.AddSingleton(provider => new AddEvidence(
            Storage(provider), Secrets(provider), provider.GetRequiredService<ReadEvidence>(), provider.GetRequiredService<EvidenceFolder>(), Time(provider)));
        services.AddSingleton(provider => new EraseEvidence(
            Storage(provider), provider.GetRequiredService<ReadEvidence>(), provider.GetRequiredService<EvidenceFolder>(), Time(provider)));
        services.AddSingleton<SweepEvidence>();
        services.AddHostedService<SweepNowAndThen>();
    }

    private static IEvidenceStorage OpenDatabase(EvidenceStoreOptions options, StorageOptions storage)
    {
        var folder = Path.GetFullPath(options.DataFolder);
        try
        {
            // Who was awarded what and when stands in the database in clear, if not the name: only the service's own account may look.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The data folder {folder} (EvidenceStore:DataFolder) cannot be made: {failure.Message}", failure);
        }
        RestoreInFolder.FinishOrRefuse(folder);
        return storage.IsMongoDb ? EngineAssembly.Load(AppContext.BaseDirectory, StorageOptions.MongoDbAssembly, StorageOptions.MongoDb).Open(storage.ConnectionString!)
            : storage.IsPostgreSql ? PostgresEvidenceStorage.Open(storage.ConnectionString!)
            : SqliteEvidenceStorage.Open(Path.Combine(folder, EvidenceStoreOptions.DatabaseName));
    }

    private static EvidenceStoreOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<EvidenceStoreOptions>>().Value;

    private static StorageOptions Engine(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value;

    private static IEvidenceStorage Storage(IServiceProvider provider) => provider.GetRequiredService<IEvidenceStorage>();

    private static StoreSecrets Secrets(IServiceProvider provider) => provider.GetRequiredService<StoreSecrets>();

    private static AwardOpener Opener(IServiceProvider provider) => provider.GetRequiredService<AwardOpener>();

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private sealed class StorageOptionsCheck : IValidateOptions<StorageOptions>
    {
        public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
            options.Fault is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
    }

    /// <summary>A store that cannot be opened stops the start, not the first request.</summary>
    private sealed class OpenStoreAtStart(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = Secrets(services);
            _ = services.GetRequiredService<StorageMeter>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
