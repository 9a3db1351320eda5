using Credentials.EvidenceStore.Recording;
using Credentials.Web.Access;

namespace Credentials.EvidenceStore.Consulting;

/// <summary>Which records a caller may see: an authority all, a centre's staff what its centre awarded and what was registered of its institution.</summary>
public sealed record RecordSight
{
    private RecordSight((string Centre, string Institution)? own) => Own = own;

    public static RecordSight All { get; } = new(own: null);

    /// <summary>The centre and its enterprise number; null for who sees all.</summary>
    public (string Centre, string Institution)? Own { get; }

    /// <exception cref="InvalidOperationException">The caller's centre is not there.</exception>
    public static async ValueTask<RecordSight> OfAsync(Caller caller, Centres centres, CancellationToken cancel) => caller.Centre is not { } slug
        ? All
        : await centres.FindAsync(slug, cancel) is { } centre
            ? new((slug, centre.Centre.Kbo.Digits))
            // A key can be older than its centre: until the centre is there it has nothing.
            : new((slug, ""));

    public bool Covers(RecordFacts facts) => Own is not { } own || (facts.Institution == own.Institution && (facts.Centre is null || facts.Centre == own.Centre));
}
