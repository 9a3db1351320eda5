using Credentials.Web.Access;
using Credentials.Web.Assets;
using Credentials.Web.Certificates;
using Credentials.Web.Codes;
using Credentials.Web.Headers;
using Credentials.Web.Health;
using Credentials.Web.Languages;
using Credentials.Web.Limits;
using Credentials.Web.Printing;
using Credentials.Web.Problems;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Credentials.Web;

/// <summary>Composition of what the web parts share. <see cref="PublicAddress"/> is registered by the app.</summary>
public static class WebPart
{
    public static IServiceCollection AddCredentialsWeb(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddAuthenticationCore(options =>
        {
            options.AddScheme<ApiKeyAuthentication>(ApiKeyAuthentication.Scheme, displayName: null);
            options.AddScheme<StaffAuthentication>(StaffAuthentication.Scheme, displayName: null);
            options.DefaultScheme = ApiKeyAuthentication.Scheme;
        });
        services.TryAddTransient<ApiKeyAuthentication>();
        services.TryAddTransient<StaffAuthentication>();
        services.AddAuthorization();
        services.AddCors();
        services.AddRateLimiter(_ => { });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<RateLimiterOptions>, RateLimits>());
        services.AddOptions<RateLimitOptions>()
            .Configure<IHostEnvironment, IConfiguration>((options, environment, configuration) =>
            {
                if (environment.IsDevelopment()) (options.PerAddress, options.PerKey, options.GuessesPerKey, options.AsksPerAddress) = (10_000_000, 10_000_000, 10_000_000, 10_000_000);
                configuration.GetSection("RateLimits").Bind(options);
            })
            .ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<GuessLimits>();
        services.AddHealthChecks();
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = BodyLimits.Default;
        });
        // ASP.NET Core's own request log and log scope hold the path, and with it the tokens of share links.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
        services.AddPageTexts();
        services.AddAssets(typeof(WebPart).Assembly);
        services.TryAddSingleton<QrCodes>();
        services.AddOptions<PrintingOptions>().BindConfiguration("Printing").ValidateDataAnnotations()
            .Validate(options => options.Patience >= TimeSpan.FromSeconds(1), "Printing:Patience must be at least a second.")
            .Validate(options => options.Browser is null || File.Exists(options.Browser), "Printing:Browser names a file that is not there.")
            .ValidateOnStart();
        services.TryAddSingleton<InstalledBrowser>();
        services.TryAddSingleton<PrintPages>();
        services.TryAddSingleton<CredentialFiles>();
        return services;
    }

    /// <summary>The pipeline in front of every endpoint; call it before any other middleware.</summary>
    public static IApplicationBuilder UseCredentialsWeb(this IApplicationBuilder app)
    {
        app.Use(SecurityHeaders.AddAsync);
        app.UseMiddleware<UnexpectedErrors>();
        if (!app.ApplicationServices.GetRequiredService<IHostEnvironment>().IsDevelopment()) app.UseHsts();
        app.UseStatusCodePages(context => BareStatus.AnswerAsync(context.HttpContext));
        app.UseRouting();
        app.UseCors();
        // Who calls is known before the rate is counted, so that a wrong key cannot open a bucket of its own.
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(BodyLimits.EnforceAsync);
        return app;
    }

    /// <summary>Health, the style sheets and scripts of the pages, and the pages that the types of problems lead to.</summary>
    public static IEndpointRouteBuilder MapCredentialsWeb(this IEndpointRouteBuilder endpoints)
    {
        RobotsEndpoint.Map(endpoints);
        HealthEndpoints.Map(endpoints);
        AssetEndpoint.Map(endpoints);
        ProblemPageEndpoint.Map(endpoints);
        return endpoints;
    }
}
