using System.Net;
using Credentials.App.Composition;
using Credentials.App.Demo;
using Credentials.EvidenceStore.Recording;
using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Presentations;

namespace Credentials.App.Conformance;

/// <summary>
/// The profile in which the specifications' test suites are run against this program: the public verifier, and an issuer with a throw-away identity that
/// signs any valid credential for everyone. It exists in the memory of one run, listens on loopback alone, and opens no store.
/// </summary>
internal sealed class ConformanceProfile(HostRequest request)
{
    private const string Name = "conformance";
    private const string Setting = "--profile";

    /// <summary>The word on the command line that asks for it, and nothing else does: an inherited environment must not make a signer for everyone of a service.</summary>
    public const string Key = "Profile";

    /// <exception cref="StartRefusedException">There is no such profile.</exception>
    public static bool IsAsked(HostRequest request) => new ConfigurationBuilder().AddCommandLine([.. request.Settings]).Build()[Key] switch
    {
        null or "" => false,
        Name => true,
        var other => throw new StartRefusedException($"{Setting} is '{other}'; the only profile is {Name}."),
    };

    /// <summary>In place of the issuer and the store; after the verifier and its ports, which it replaces in part.</summary>
    public static void Add(WebApplicationBuilder builder, HostRequest request)
    {
        // Some suites fetch by https alone. Nobody is to trust the certificate: it is one for this run.
        if (HostSettings.Listening(builder.Configuration).Any(address => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = LoopbackCertificate.Make(TimeProvider.System.GetUtcNow())));
        builder.Services
            .AddSingleton(new ConformanceProfile(request))
            .AddSingleton<ConformanceIdentity>().AddSingleton<ConformanceStatuses>().AddSingleton<SignAnyCredential>()
            .AddSingleton<IPublishedDocuments>(provider => provider.GetRequiredService<ConformanceStatuses>())
            .AddSingleton<IKeepVerifierKey>(provider => provider.GetRequiredService<ConformanceIdentity>());
    }

    /// <summary>Whether it may run here: whoever reaches it has signed what they like, so that nobody else may, and nothing real may be near.</summary>
    /// <exception cref="StartRefusedException">It listens to others than this machine, goes by the name of another, or the data folder holds real centres.</exception>
    public async Task RefuseUnsafeAsync(IConfiguration configuration, CancellationToken cancel)
    {
        if (HostSettings.Listening(configuration).FirstOrDefault(address => !IsLoopback(address)) is { } open)
            throw new StartRefusedException($"{Setting} {Name} signs for everyone, and so listens on this machine alone: {open} is open to others, choose a loopback address with --urls.");
        if (configuration[PublicUrl.Setting] is { Length: > 0 } url && !IsLoopback(url))
            throw new StartRefusedException($"{Setting} {Name} signs for this machine alone: {PublicUrl.Setting} is {url}, leave it out or name a loopback address.");
        var folder = configuration[HostSettings.FolderKey]!;
        if (File.Exists(Path.Combine(folder, "credentials.db")) || configuration.GetSection("Storage").Exists())
            await RefuseRealCentresAsync(folder, cancel);
    }

    private async Task RefuseRealCentresAsync(string folder, CancellationToken cancel)
    {
        // The same settings without the profile: what the service would run on.
        await using var real = ServiceHost.Build(request with { Settings = [.. request.Settings, $"{Setting}="], IsService = false });
        var centres = await real.Services.GetRequiredService<Centres>().ListAsync(cancel);
        if (centres.FirstOrDefault(centre => centre.Centre.Slug != DemoCentre.Slug) is { } centre)
            throw new StartRefusedException(
                $"{Setting} {Name} is not for a machine's real data: {folder} holds the centre {centre.Centre.Slug}. Name another folder with --data; it stays empty.");
    }

    private static bool IsLoopback(string address)
    {
        try
        {
            var host = BindingAddress.Parse(address).Host.Trim('[', ']');
            return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
