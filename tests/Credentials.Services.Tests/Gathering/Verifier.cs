using Credentials.Keys;
using Credentials.LinkedData;
using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Verifying;
using Credentials.Verifying;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Credentials.Services.Tests.Gathering;

/// <summary>The verifier's gathering as the app composes it, with ports that a test fills and a clock that it turns.</summary>
internal sealed class Verifier : IDisposable, ITrustedIssuers, IAwardRegister, IPublishedDocuments
{
    public Verifier(string environment = "Development", Action<FetchingOptions>? change = null, JsonLdContexts? contexts = null, params string[] allowedOrigins)
    {
        contexts ??= JsonLdContexts.Bundled;
        Options = new FetchingOptions { AllowedOrigins = allowedOrigins };
        change?.Invoke(Options);
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        Http = new GuardedHttpClient(options, new NamedEnvironment(environment), TimeProvider.System);
        Documents = new DidDocuments(Http, this, options, Clock);
        Lists = new PublishedStatusLists(Http, this, this, Documents, options, contexts, Clock);
        var published = new PublicDocuments(Http, this, options, Clock);
        var keys = new IssuerKeys(Documents, published, new TrustAnchors(options), Clock);
        var sdJwtVcs = new GatherSdJwtVcFacts(keys, new TokenStatusLists(Http, this, keys, options, Clock), new TypeDescriptions(published), Clock);
        Verify = new VerifyCredential(new GatherFacts(Documents, Lists, sdJwtVcs, new NamedDocuments(published, contexts), this, this, Clock), contexts);
    }

    public FetchingOptions Options { get; }

    public ManualClock Clock { get; } = new();

    public GuardedHttpClient Http { get; }

    public DidDocuments Documents { get; }

    public PublishedStatusLists Lists { get; }

    public VerifyCredential Verify { get; }

    public Dictionary<Did, TrustedIssuer> Trusted { get; } = [];

    public Dictionary<string, byte[]> Published { get; } = [];

    public Gathered<RecordedSignatures> Recorded { get; set; } = new Gathered<RecordedSignatures>.Found(RecordedSignatures.None);

    public int TimesRegisterAsked { get; private set; }

    public void Dispose() => Http.Dispose();

    ValueTask<Gathered<TrustedIssuer>> ITrustedIssuers.FindAsync(Did issuer, CancellationToken cancel) => ValueTask.FromResult<Gathered<TrustedIssuer>>(
        Trusted.TryGetValue(issuer, out var entry) ? new Gathered<TrustedIssuer>.Found(entry) : new Gathered<TrustedIssuer>.NotFound("unknown"));

    ValueTask<Gathered<TrustedIssuer>> ITrustedIssuers.FindByAddressAsync(string address, CancellationToken cancel) => ValueTask.FromResult<Gathered<TrustedIssuer>>(
        Trusted.Values.FirstOrDefault(entry => entry.Address == address) is { } entry
            ? new Gathered<TrustedIssuer>.Found(entry)
            : new Gathered<TrustedIssuer>.NotFound("unknown"));

    ValueTask<Gathered<RecordedSignatures>> IAwardRegister.FindAsync(TrustedIssuer centre, Guid credential, CancellationToken cancel)
    {
        TimesRegisterAsked++;
        return ValueTask.FromResult(Recorded);
    }

    ValueTask<PublishedDocument?> IPublishedDocuments.TryReadAsync(Uri address, CancellationToken cancel) =>
        ValueTask.FromResult(Published.TryGetValue(address.AbsoluteUri, out var body) ? new PublishedDocument(body, "application/json") : null);
}

internal sealed class NamedEnvironment(string environment) : IHostEnvironment
{
    public string EnvironmentName { get; set; } = environment;

    public string ApplicationName { get; set; } = "tests";

    public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan time) => _now += time;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;
}
