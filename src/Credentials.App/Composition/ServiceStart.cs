using Credentials.App.Conformance;
using Credentials.App.Ports;
using Credentials.EvidenceStore;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.SigningKeys;
using Credentials.Keys;
using Credentials.LinkedData;
using Credentials.Presentations;
using Credentials.PublicVerifier.Presentations;
using Microsoft.Extensions.Options;

namespace Credentials.App.Composition;

/// <summary>What must be right before the service answers its first request, or a command does its work.</summary>
internal static class ServiceStart
{
    /// <summary>Before anything else is looked at: whether the profile that was asked for, if one was, may run here.</summary>
    /// <exception cref="StartRefusedException">It may not.</exception>
    public static Task RefuseUnsafeProfileAsync(WebApplication app, CancellationToken cancel) =>
        app.Services.GetService<ConformanceProfile>()?.RefuseUnsafeAsync(app.Configuration, cancel) ?? Task.CompletedTask;

    /// <summary>The service's start: everything asked once, so that a fault is one clear line now and not a failed request later.</summary>
    /// <exception cref="StartRefusedException">Names the setting to change.</exception>
    public static async Task PrepareServiceAsync(WebApplication app, CancellationToken cancel)
    {
        app.Logger.LogInformation("Ed25519 by {Library}", NativeCrypto.Describe());
        var services = app.Services;
        services.GetService<IStartupValidator>()?.Validate();
        var conformance = services.GetService<ConformanceProfile>();
        // What the profile signs is worth nothing anywhere, so that its address may be one that is worth nothing either.
        var url = PublicUrl.Choose(
            services.GetRequiredService<AppOptions>().PublicUrl, HostSettings.Listening(app.Configuration), app.Environment.IsDevelopment() || conformance is not null);
        var address = services.GetRequiredService<FixedPublicAddress>();
        var roles = services.GetRequiredService<Roles>();
        if (!roles.OpensStore)
        {
            if (conformance is null && app.Configuration[VerifierPorts.UpstreamSetting] is null)
                throw new StartRefusedException($"A verifier without the store asks another process for trust list and shares: set {VerifierPorts.UpstreamSetting} to its address.");
            address.Settle(url);
            CheckVerifier(services, address, ownsKey: false);
            return;
        }

        if (services.GetRequiredService<IOptions<EvidenceStoreOptions>>().Value.AcceptTestNationalNumbers && !app.Environment.IsDevelopment())
        {
            throw new StartRefusedException(
                "EvidenceStore:AcceptTestNationalNumbers is on, and outside Development nobody may be registered under a test number: leave it out.");
        }

        await address.SettleAsync(url, services.GetRequiredService<IEvidenceStorage>(), cancel);
        CheckVerifier(services, address, ownsKey: true);
        if (roles.Issuer)
            await RefuseDevelopmentKeysAsync(app, cancel);
    }

    /// <summary>As whom the verifier asks wallets. Without a store the own key is made when it is first needed: most such verifiers ask nobody.</summary>
    private static void CheckVerifier(IServiceProvider services, FixedPublicAddress address, bool ownsKey)
    {
        if (!services.GetRequiredService<Roles>().Verifier)
            return;
        var identity = services.GetRequiredService<VerifierIdentity>();
        identity.Check(address.Address.Url);
        if (ownsKey)
            _ = identity.SignerOf(ClientIdPrefix.DecentralizedIdentifier);
    }

    /// <summary>
    /// A command on a data folder: the stored address stands. Where there is none yet, the command is the first start if its work needs an address.
    /// </summary>
    public static async Task PrepareCommandAsync(WebApplication app, CancellationToken cancel)
    {
        var services = app.Services;
        var storage = services.GetRequiredService<IEvidenceStorage>();
        var configured = services.GetRequiredService<AppOptions>().PublicUrl;
        var url = configured is null && await FixedPublicAddress.FindStoredAsync(storage, cancel) is { } stored
            ? stored
            : PublicUrl.Choose(configured, HostSettings.Listening(app.Configuration), app.Environment.IsDevelopment());
        await services.GetRequiredService<FixedPublicAddress>().SettleAsync(url, storage, cancel);
    }

    /// <summary>
    /// For checking a credential from the command line: with the trust list of the data folder where there is one, else on its own. Nothing is written.
    /// </summary>
    public static async Task<WebApplication> BuildForVerifyingAsync(HostRequest request, CancellationToken cancel)
    {
        var app = ServiceHost.Build(request);
        var folder = app.Configuration[HostSettings.FolderKey]!;
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            await app.DisposeAsync();
            app = ServiceHost.Build(request with { Settings = [.. request.Settings, $"--{nameof(AppOptions.Roles)}=verifier"] });
        }

        var stored = app.Services.GetRequiredService<Roles>().OpensStore
            ? await FixedPublicAddress.FindStoredAsync(app.Services.GetRequiredService<IEvidenceStorage>(), cancel)
            : null;
        app.Services.GetRequiredService<FixedPublicAddress>().Settle(stored ?? new Uri(HostSettings.DefaultUrl));
        // Asked for here, because what is wrong with an added context is a matter of configuration and not of the credential.
        _ = app.Services.GetRequiredService<JsonLdContexts>();
        return app;
    }

    private static async Task RefuseDevelopmentKeysAsync(WebApplication app, CancellationToken cancel)
    {
        app.Services.GetRequiredService<SigningKeyFolder>().RefuseUnsafeKeys();
        if (app.Environment.IsDevelopment())
            return;
        foreach (var centre in await app.Services.GetRequiredService<Centres>().ListAsync(cancel))
        {
            if (centre.Keys.Any(key => key.CompromisedFrom is null && DevelopmentKeys.Contains(key.Key)))
            {
                throw new StartRefusedException(
                    $"centre {centre.Centre.Slug} signs with a key of keys-dev, which everyone has and only Development accepts: "
                    + "use another data folder (--data, EvidenceStore:DataFolder).");
            }
        }
    }
}
