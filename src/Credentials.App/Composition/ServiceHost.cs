using Credentials.App.Conformance;
using Credentials.App.Demo;
using Credentials.App.Ports;
using Credentials.EvidenceStore;
using Credentials.IssuerService;
using Credentials.IssuerService.Wallets;
using Credentials.PublicVerifier;
using Credentials.Web;
using Credentials.Web.Headers;

namespace Credentials.App.Composition;

/// <summary>Puts the parts together. The web service and every command stand on the same composition; a command builds it and never starts it.</summary>
internal static class ServiceHost
{
    public static WebApplication Build(HostRequest request)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. request.Settings], ContentRootPath = AppContext.BaseDirectory });
        HostSettings.Apply(builder, request);
        var options = builder.Configuration.Get<AppOptions>() ?? new AppOptions();
        var isConformance = ConformanceProfile.IsAsked(request);
        var roles = isConformance ? new Roles(Issuer: false, Store: false, Verifier: true) : Roles.Parse(options.Roles);

        builder.Services.AddSingleton(options).AddSingleton(roles);
        builder.Services.AddSingleton<FixedPublicAddress>();
        builder.Services.AddSingleton(services => services.GetRequiredService<FixedPublicAddress>().Address);
        builder.Services.AddCredentialsWeb();
        builder.Services.AddOpenApi(DescribedApi.Describe);
        if (roles.OpensStore)
            builder.Services.AddEvidenceStore().AddSingleton<LocalShares>().AddSingleton<LocalWallets>().AddSingleton<LocalOwnPages>().AddSingleton<WalletAddresses>();
        if (roles.Issuer)
            builder.Services.AddIssuerService().AddDemo();
        if (roles.Verifier)
            builder.Services.AddPublicVerifier().AddVerifierPorts(roles, builder.Configuration);
        if (isConformance)
            ConformanceProfile.Add(builder, request);

        var app = builder.Build();
        app.UseCredentialsWeb();
        app.MapCredentialsWeb();
        app.MapOpenApi().OpenToAllOrigins();
        if (roles.Store)
            app.MapEvidenceStore();
        if (roles.Store && !roles.Verifier)
            OpenShareEndpoints.Map(app);
        if (roles.Issuer)
            app.MapIssuerService();
        if (roles.Verifier)
            app.MapPublicVerifier();
        if (isConformance)
            ConformanceEndpoints.Map(app);
        return app;
    }
}
