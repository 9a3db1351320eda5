using Credentials.IssuerService.Awarding;
using Credentials.IssuerService.ClassLists;
using Credentials.IssuerService.Issuing;
using Credentials.IssuerService.Publishing;
using Credentials.IssuerService.Registering;
using Credentials.IssuerService.Revoking;
using Credentials.IssuerService.SigningKeys;
using Credentials.IssuerService.Staff;
using Credentials.IssuerService.VcApi;
using Credentials.IssuerService.Wallets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService;

/// <summary>
/// Composition of the issuer service. Needs the evidence store, Credentials.Web and a <see cref="Web.PublicAddress"/> beside it.
/// </summary>
public static class IssuerServicePart
{
    public static IServiceCollection AddIssuerService(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<IssuerServiceOptions>().BindConfiguration("IssuerService")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<IssuerServiceOptions>>(new ValidateOptions());
        services.AddSingleton<SigningKeyFolder>().AddSingleton<SigningKeyRing>().AddSingleton<CreateKey>().AddSingleton<RetireKey>()
            .AddSingleton<CentreCertificates>();
        services.AddSingleton<IssuingCentres>().AddSingleton<StatusListsAtHand>().AddSingleton<SelfCheck>()
            .AddSingleton<IssueCredential>().AddSingleton<IssueForm>().AddSingleton<IssueSdJwtVcForm>();
        services.AddSingleton<CheckAward>().AddSingleton<AwardCredential>().AddSingleton<AwardLinks>().AddSingleton<MakeCredentialFile>();
        services.AddSingleton<ClassListSlots>().AddSingleton<ClassListQueue>().AddSingleton<ClassListsUnderWay>().AddSingleton<CheckRow>().AddSingleton<AwardRows>()
            .AddSingleton<CheckClassList>().AddSingleton<ClassListChecks>().AddSingleton<RunClassList>().AddSingleton(provider => AwardClassList.From(provider));
        services.AddSingleton<ChangeStatus>().AddSingleton<IssueAwarded>();
        services.AddSingleton<RegisterCentre>().AddSingleton<DefineAchievement>();
        services.AddSingleton<DidDocumentPublisher>().AddSingleton<StatusListPublisher>().AddSingleton<PicturePublisher>().AddSingleton<PublishedDocuments>().AddSingleton<TrustList>()
            .AddSingleton<TrustListPublisher>().AddSingleton<AwardRegister>().AddSingleton<SchemaPublisher>()
            .AddSingleton<AchievementList>().AddSingleton<AchievementListPublisher>().AddSingleton<TypePublisher>().AddSingleton<IssuerMetadataPublisher>();
        services.AddSingleton<WalletAddresses>().AddSingleton<WalletForms>().AddSingleton<CredentialOffers>().AddSingleton<WalletMetadata>().AddSingleton<WalletAccess>().AddSingleton<WrongCodes>()
            .AddSingleton<SignSdJwtVc>().AddSingleton<IssueToWallet>();
        services.AddStaffPages();
        services.AddHostedService<SigningKeysAtStart>();
        services.AddHostedService<ClassListWorker>();
        return services;
    }

    public static IEndpointRouteBuilder MapIssuerService(this IEndpointRouteBuilder endpoints)
    {
        RegisterCentreEndpoint.Map(endpoints);
        AchievementEndpoints.Map(endpoints);
        SetPictureEndpoints.Map(endpoints);
        AwardCredentialEndpoint.Map(endpoints);
        ReadAwardEndpoint.Map(endpoints);
        SubmitClassListEndpoint.Map(endpoints);
        ReadClassListEndpoint.Map(endpoints);
        WatchClassListEndpoint.Map(endpoints);
        ListCredentialsEndpoint.Map(endpoints);
        GiveCredentialEndpoint.Map(endpoints);
        ChangeStatusEndpoint.Map(endpoints);
        IssueEndpoints.Map(endpoints);
        UpdateStatusEndpoint.Map(endpoints);
        DidDocumentEndpoint.Map(endpoints);
        StatusListEndpoint.Map(endpoints);
        SchemaEndpoint.Map(endpoints);
        AchievementPageEndpoint.Map(endpoints);
        AchievementImageEndpoint.Map(endpoints);
        PictureEndpoints.Map(endpoints);
        AchievementListEndpoint.Map(endpoints);
        TrustListEndpoint.Map(endpoints);
        AwardRegisterEndpoint.Map(endpoints);
        OfferEndpoints.Map(endpoints);
        WalletMetadataEndpoints.Map(endpoints);
        TokenEndpoint.Map(endpoints);
        NonceEndpoint.Map(endpoints);
        CredentialEndpoint.Map(endpoints);
        NotificationEndpoint.Map(endpoints);
        StaffPages.Map(endpoints);
        return endpoints;
    }

    private sealed class ValidateOptions : IValidateOptions<IssuerServiceOptions>
    {
        public ValidateOptionsResult Validate(string? name, IssuerServiceOptions options) =>
            options.Fault is { } fault ? ValidateOptionsResult.Fail($"Section IssuerService: {fault}") : ValidateOptionsResult.Success;
    }
}
