using Credentials.IssuerService.Staff.Achievements;
using Credentials.IssuerService.Staff.Audit;
using Credentials.IssuerService.Staff.Awarded;
using Credentials.IssuerService.Staff.AwardOne;
using Credentials.IssuerService.Staff.ClassLists;
using Credentials.IssuerService.Staff.Figures;
using Credentials.IssuerService.Staff.Learners;
using Credentials.IssuerService.Staff.People;
using Credentials.IssuerService.Staff.Records;
using Credentials.IssuerService.Staff.Requests;
using Credentials.IssuerService.Staff.SignIn;
using Credentials.IssuerService.Staff.Start;
using Credentials.Web.Assets;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Staff;

/// <summary>The pages for a centre's staff. They call what the API calls, and know no more than it does.</summary>
internal static class StaffPages
{
    // An achievement with many outcomes, each in four languages and with skills, has more than the usual thousand. Bodies have limits of their own.
    private const int MostFields = 8 * 1024;

    public static IServiceCollection AddStaffPages(this IServiceCollection services)
    {
        services.AddOptions<SignInOptions>().BindConfiguration("SignIn").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsCheck>();
        return services.AddSingleton<StaffSignInLinks>().AddSingleton<OpenIdProvider>().AddSingleton<FindCredentials>().AddSingleton<ReadResults>()
            .AddAssets(typeof(StaffPages).Assembly).AddSingleton<EscoSkills>().AddSingleton<EditAchievementEndpoints>()
            .AddSingleton<TypedNumbers>().AddSingleton<AwardOneEndpoints>()
            .Configure<FormOptions>(options => options.ValueCountLimit = MostFields);
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        SignInEndpoints.Map(endpoints);
        ProviderEndpoints.Map(endpoints);
        StartEndpoint.Map(endpoints);
        AwardOneEndpoints.Map(endpoints);
        CredentialListEndpoint.Map(endpoints);
        CredentialEndpoint.Map(endpoints);
        ChangeCredentialEndpoints.Map(endpoints);
        ConfirmationCodeEndpoint.Map(endpoints);
        RequestListEndpoint.Map(endpoints);
        RequestEndpoints.Map(endpoints);
        RecordPageEndpoints.Map(endpoints);
        LearnerPageEndpoints.Map(endpoints);
        DoublesPageEndpoints.Map(endpoints);
        FiguresEndpoint.Map(endpoints);
        AchievementPages.Map(endpoints);
        EditAchievementEndpoints.Map(endpoints);
        ArchiveAchievementEndpoints.Map(endpoints);
        ListsEndpoints.Map(endpoints);
        TemplateEndpoints.Map(endpoints);
        ListEndpoints.Map(endpoints);
        DraftEndpoints.Map(endpoints);
        ResultEndpoints.Map(endpoints);
        AuditEndpoint.Map(endpoints);
        PeopleEndpoints.Map(endpoints);
        MemberEndpoints.Map(endpoints);
    }

    /// <summary>The page for what is not there, or is another centre's.</summary>
    public static Microsoft.AspNetCore.Http.IResult NotThere { get; } =
        new Web.Pages.PageResult<NotTherePage> { StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status404NotFound };

    private sealed class SignInOptionsCheck(IHostEnvironment environment) : IValidateOptions<SignInOptions>
    {
        public ValidateOptionsResult Validate(string? name, SignInOptions options) =>
            options.FaultIn(environment.IsDevelopment()) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
    }
}
