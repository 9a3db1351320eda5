using Credentials.App.Composition;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Credentials.App.Demo;

/// <summary>When the demo is filled: at a start in Development, where the store is empty or the demo's, or by the <c>demo</c> command.</summary>
internal static class FirstFill
{
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.TryAddSingleton<DemoCentre>();
        services.TryAddSingleton<DemoNotice>();
        return services;
    }

    /// <summary>The award to share, or null where the demo does not belong.</summary>
    /// <exception cref="StartRefusedException">The demo cannot be made.</exception>
    public static async Task<Guid?> FillAtStartAsync(WebApplication app, CancellationToken cancel)
    {
        if (!app.Environment.IsDevelopment() || !app.Services.GetRequiredService<Roles>().Issuer)
            return null;
        var demo = app.Services.GetRequiredService<DemoCentre>();
        if (!await demo.BelongsHereAsync(cancel))
            return null;
        return (await demo.FillAsync(cancel)).TryGet(out var award, out var problem) ? award : throw new StartRefusedException($"The demo: {CommandLine.CommandRun.OneLine(problem)}");
    }
}
