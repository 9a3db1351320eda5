using Credentials.Achievements;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;

namespace Credentials.WalletProfiles;

/// <summary>
/// The claims under which an award is issued as an SD-JWT VC. A centre chooses one; an award's content is the same in each, and the same as in its
/// Open Badges credential.
/// </summary>
public abstract class WalletProfile
{
    private static readonly string[] Languages = ["nl", "fr", "de", "en"];

    private Tuple<string, string>? _integrity;

    private protected WalletProfile()
    {
    }

    /// <summary>The European micro-credential rulebook's claims, under a type of ours.</summary>
    public static WalletProfile MicroCredential { get; } = new MicroCredentialProfile();

    /// <summary>The EUDI learning credential.</summary>
    public static WalletProfile LearningCredential { get; } = new LearningCredentialProfile();

    public static IReadOnlyList<WalletProfile> All { get; } = [MicroCredential, LearningCredential];

    /// <summary>Its name in settings and, for a type of ours, in the type's address.</summary>
    public abstract string Id { get; }

    /// <summary>What a credential of the profile is called, in nl, fr, de and en.</summary>
    public IReadOnlyList<TypeDisplay> Display => [.. Languages.Select(language => new TypeDisplay(language, Name.In(language), Description.In(language)))];

    /// <summary>The claims, with paths, names in nl, fr, de and en, and the rules for disclosing them.</summary>
    public IReadOnlyList<ClaimMetadata> Claims => field ??= [.. Table.Select(claim => claim.ToMetadata())];

    /// <summary>Whether a credential of the profile must be bound to a wallet's key.</summary>
    public abstract bool NeedsHolderKey { get; }

    private protected abstract LanguageMap Name { get; }

    private protected abstract LanguageMap Description { get; }

    private protected abstract IReadOnlyList<ProfileClaim> Table { get; }

    public static bool TryFind(string id, out WalletProfile profile)
    {
        profile = All.FirstOrDefault(candidate => candidate.Id == id)!;
        return profile is not null;
    }

    /// <summary>The profile of a credential's <c>vct</c>, whoever issued it; null for a type that is not known here.</summary>
    public static WalletProfile? OfType(string type) => All.FirstOrDefault(profile => profile.IsType(type));

    /// <summary>The <c>vct</c>.</summary>
    /// <param name="publicUrl">The service's public address.</param>
    public abstract string TypeFor(Uri publicUrl);

    /// <summary>The Type Metadata document that we publish at <see cref="TypeFor"/>; null where the type is another's to describe.</summary>
    public virtual TypeMetadata? MetadataFor(Uri publicUrl) => null;

    /// <summary>The <c>vct#integrity</c> of what <see cref="MetadataFor"/> gives; null where it gives nothing.</summary>
    public string? IntegrityFor(Uri publicUrl)
    {
        var type = TypeFor(publicUrl);
        // A service has one public address, so that one pair is all that is ever asked for again.
        if (Volatile.Read(ref _integrity) is { } known && known.Item1 == type)
            return known.Item2;
        if (MetadataFor(publicUrl) is not { } metadata)
            return null;
        var integrity = SubresourceIntegrity.Of(metadata.ToUtf8());
        Volatile.Write(ref _integrity, Tuple.Create(type, integrity));
        return integrity;
    }

    /// <summary>Why no award of that achievement can have the profile (<see cref="ProblemCode.NotAcceptable"/>); null where all can.</summary>
    public virtual Problem? LackingIn(Achievement achievement) => null;

    /// <summary>The SD-JWT VC to sign for an award; <see cref="ProblemCode.NotAcceptable"/> where the award lacks what the profile must have.</summary>
    public Result<SdJwtVcDraft> Draft(AwardedLearning learning, Uri publicUrl, WalletBinding binding)
    {
        ArgumentNullException.ThrowIfNull(learning);
        ArgumentNullException.ThrowIfNull(publicUrl);
        ArgumentNullException.ThrowIfNull(binding);
        if (NeedsHolderKey && binding.HolderKey is null)
            return new Problem(ProblemCode.NotAcceptable, $"A credential of the profile {Id} is always bound to the key of a wallet.");
        if (LackingIn(learning.Achievement) is { } lacking)
            return lacking;
        return new SdJwtVcDraft
        {
            Type = TypeFor(publicUrl),
            TypeIntegrity = IntegrityFor(publicUrl),
            Issuer = binding.Issuer,
            IssuedAt = binding.IssuedAt,
            Expires = binding.Expires,
            TokenId = binding.TokenId,
            HolderKey = binding.HolderKey,
            Status = binding.Status,
            Claims = Compose(learning),
        };
    }

    private protected abstract bool IsType(string type);

    private protected abstract SelectiveObject Compose(AwardedLearning learning);

    private protected TypeMetadata Metadata(string type) =>
        new(type) { Name = Name.In("en"), Description = Description.In("en"), Display = Display, Claims = Claims };

    /// <summary>Adds a claim as the table says, where there is one.</summary>
    private protected void Add(SelectiveObject claims, string name, SelectiveValue? value)
    {
        if (value is not { } content)
            return;
        var entry = Table.Single(claim => claim.Name == name);
        if (entry.IsDisclosable)
            claims.AddDisclosable(name, content);
        else
            claims.Add(name, content);
    }

    private protected void AddText(SelectiveObject claims, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            Add(claims, name, text);
    }

    private protected void AddTexts(SelectiveObject claims, string name, IEnumerable<string> texts)
    {
        var all = texts.ToArray();
        if (all.Length > 0)
            Add(claims, name, SelectiveArray.OfTexts(all));
    }
}
