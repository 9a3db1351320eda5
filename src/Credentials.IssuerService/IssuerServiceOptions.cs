using Credentials.Signing;
using Credentials.WalletProfiles;

namespace Credentials.IssuerService;

/// <summary>Section <c>IssuerService</c>.</summary>
public sealed record IssuerServiceOptions
{
    /// <summary>Folder with one folder of private keys per centre; null: <c>keys</c> in the data folder.</summary>
    public string? KeysFolder { get; init; }

    /// <summary>Folder of the throw-away keys with which Development begins; null: <c>keys-dev</c> beside the program.</summary>
    public string? DevelopmentKeysFolder { get; init; }

    /// <summary>How long others may keep a status list (its <c>ttl</c>).</summary>
    public TimeSpan StatusListTimeToLive { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long HTTP caches may keep a status list (<c>max-age</c>).</summary>
    public TimeSpan StatusListMaxAge { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a signed status list stays valid; it is signed anew when half of that is over.</summary>
    public TimeSpan StatusListValidity { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long HTTP caches may keep DID documents, schemas, achievement pages and the trust list.</summary>
    public TimeSpan DocumentMaxAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most rows that a class list may have.</summary>
    public int ClassListRows { get; init; } = 200_000;

    /// <summary>Most bytes that a class list may have.</summary>
    public int ClassListBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Most row errors that a class list's answer names one by one; the others are only counted.</summary>
    public int ClassListErrors { get; init; } = 10_000;

    /// <summary>Rows that are recorded in one commit.</summary>
    public int ClassListChunk { get; init; } = 250;

    /// <summary>By centre, under which profile its credentials are given to wallets as SD-JWT VC: <c>micro-credential</c> (where nothing is set) or
    /// <c>learning-credential</c>.</summary>
    public IReadOnlyDictionary<string, string> WalletProfiles { get; init; } = new Dictionary<string, string>();

    /// <summary>By centre, the file (PEM) with the certificate of the key that it signs with for wallets, and with those that vouch for it; none by default.</summary>
    public IReadOnlyDictionary<string, string> Certificates { get; init; } = new Dictionary<string, string>();

    /// <summary>How long a copy in a wallet is valid; then it is claimed anew. What was learned does not expire with it.</summary>
    public TimeSpan WalletCopyValidity { get; init; } = TimeSpan.FromDays(5 * 365);

    /// <summary>
    /// One of the files <c>skills_LANGUAGE.csv</c> of ESCO's own download, whose skills can then be found by staff who describe an achievement; those of the other
    /// languages beside it are read too. Null: only the few skills that come along.
    /// </summary>
    public string? EscoSkillsFile { get; init; }

    /// <summary>
    /// What the Data Integrity proofs of credentials sign: the RDF, as wallets and verifiers of others expect it; <c>RdfcAndJcs</c> adds a second proof for
    /// readers that know canonical JSON alone; <c>Jcs</c> leaves that one alone.
    /// </summary>
    public ProofForm DataIntegrity { get; init; } = ProofForm.Rdfc;

    internal string? Fault =>
        StatusListValidity < TimeSpan.FromMinutes(10) ? "StatusListValidity must be at least ten minutes"
        : IsNoPart(StatusListTimeToLive) ? "StatusListTimeToLive must be at most half of StatusListValidity"
        : IsNoPart(StatusListMaxAge) ? "StatusListMaxAge must be at most half of StatusListValidity"
        : DocumentMaxAge < TimeSpan.Zero ? "DocumentMaxAge must not be negative"
        : ClassListRows < 1 || ClassListBytes < 1 || ClassListErrors < 1 ? "ClassListRows, ClassListBytes and ClassListErrors must be at least 1"
        : WalletCopyValidity < TimeSpan.FromDays(1) ? "WalletCopyValidity must be at least a day"
        : WalletProfiles.Values.FirstOrDefault(profile => !WalletProfile.TryFind(profile, out _)) is { } unknown ? $"WalletProfiles names {unknown}, which is no profile"
        : !Enum.IsDefined(DataIntegrity) ? "DataIntegrity must be Rdfc, RdfcAndJcs or Jcs"
        : ClassListChunk is < 1 or > 5000 ? "ClassListChunk must be 1 to 5000"
        : null;

    // A copy kept that long must still be valid at its end, and lists are signed anew at half of their validity.
    private bool IsNoPart(TimeSpan kept) => kept < TimeSpan.Zero || kept > StatusListValidity / 2;
}
