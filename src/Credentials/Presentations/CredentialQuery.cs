using System.Text.Json;
using Credentials.Frameworks;
using Credentials.Issuing;
using Credentials.SdJwts;
using Credentials.Verifying;
using Credentials.Verifying.Reading;
using Credentials.WalletProfiles;

namespace Credentials.Presentations;

/// <summary>One form of credential in which the answer may come (OpenID4VP 1.0 section 6.1), with its claims' names and spellings.</summary>
internal sealed class CredentialQuery
{
    public const string EqfLevel = "level";
    public const string NationalLevel = "nationalQualificationsFrameworkLevel";
    public const string LearningLevel = "level_of_learning_experience";

    public const string SdJwtVcFormat = "dc+sd-jwt";
    public const string VcJwtFormat = "jwt_vc_json";
    public const string DataIntegrityFormat = "ldp_vc";

    private const string OpenBadgeType = "OpenBadgeCredential";

    private CredentialQuery(string id, string format) => (Id, Format) = (id, format);

    public static CredentialQuery MicroCredential { get; } = new("micro-credential", SdJwtVcFormat);

    public static CredentialQuery LearningCredential { get; } = new("learning-credential", SdJwtVcFormat);

    public static CredentialQuery VcJwt { get; } = new("vc-jwt", VcJwtFormat);

    public static CredentialQuery DataIntegrity { get; } = new("data-integrity", DataIntegrityFormat);

    /// <summary>In the order of preference: those first whose holder chooses what is seen.</summary>
    public static IReadOnlyList<CredentialQuery> All { get; } = [MicroCredential, LearningCredential, VcJwt, DataIntegrity];

    /// <summary>The query that a credential is of the kind of; null where it is of none.</summary>
    public static CredentialQuery? Of(PresentedCredential credential) => credential.SdJwtVc is { } sdJwtVc
        ? WalletProfile.OfType(sdJwtVc.Type) is { } profile ? All.FirstOrDefault(query => query.Id == profile.Id) : null
        : !JsonReading.HasText(credential.Members.Type, System.Text.Encoding.UTF8.GetBytes(OpenBadgeType)) ? null
        : credential.Form == CredentialForm.VcJwt ? VcJwt : DataIntegrity;

    /// <summary>Its key in the VP Token.</summary>
    public string Id { get; }

    public string Format { get; }

    /// <summary>Where the credential names its issuer.</summary>
    private ClaimPath Issuer => Format == SdJwtVcFormat ? ClaimPath.Of("iss") : ClaimPath.Of("issuer", "id");

    public void WriteMeta(Utf8JsonWriter writer, PresentationAsk ask, Uri publicUrl)
    {
        writer.WriteStartObject("meta"u8);
        if (Format == SdJwtVcFormat)
        {
            writer.WriteStartArray("vct_values"u8);
            foreach (var type in TypesFor(ask, publicUrl))
                writer.WriteStringValue(type);
            writer.WriteEndArray();
        }
        else
        {
            // As JSON-LD expands it, and as wallets compare it that expand nothing (appendix B.1.1).
            writer.WriteStartArray("type_values"u8);
            foreach (var type in new[] { "https://purl.imsglobal.org/spec/vc/ob/vocab.html#" + OpenBadgeType, OpenBadgeType })
            {
                writer.WriteStartArray();
                writer.WriteStringValue(type);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>What is needed of a credential of this form, each with the ways to show it.</summary>
    public IEnumerable<IReadOnlyList<IReadOnlyList<ClaimQuery>>> NeedsOf(PresentationAsk ask)
    {
        var needed = ask.Needed.Select(claim => (Claim: claim, claim.In(this).Ways)).Where(need => need.Ways.Count > 0).ToArray();
        if (ask.Achievement is { } achievement)
            yield return [[new ClaimQuery(Issuer) { Texts = [Format == SdJwtVcFormat ? achievement.IssuerAddress : achievement.IssuerDid.Value] }]];
        // Wallets refuse a set of no claims: where all that is asked may be missing, what no credential lacks is asked with it.
        else if (needed.Length > 0 && needed.All(need => need.Ways.Any(way => way.Count == 0)))
            yield return [[new ClaimQuery(Issuer)]];
        foreach (var (claim, ways) in needed)
            yield return [.. ways.Select(way => (IReadOnlyList<ClaimQuery>)[.. way.Select(path => Constrain(new ClaimQuery(path), claim, ask))])];
    }

    private IEnumerable<string> TypesFor(PresentationAsk ask, Uri publicUrl)
    {
        var profile = this == MicroCredential ? WalletProfile.MicroCredential : WalletProfile.LearningCredential;
        // Each installation has the type under its own address: of a certain micro-credential the one that awards it.
        return [profile.TypeFor(ask.Achievement?.Service ?? publicUrl)];
    }

    private static ClaimQuery Constrain(ClaimQuery query, AskedClaim claim, PresentationAsk ask)
    {
        if (claim == AskedClaim.Title && ask.Achievement is { } achievement)
            return query with { Texts = achievement.Titles };
        if (claim != AskedClaim.Level || ask.MinimumLevel is not { } minimum)
            return query;
        var levels = QualificationsFramework.All.SelectMany(framework => framework.Levels)
            .Where(level => QualificationsFramework.TryToEqf(level, out var eqf) && eqf.Level >= minimum).ToArray();
        return query.Path.Steps[^1].Name switch
        {
            EqfLevel => query with { Texts = [.. levels.Where(IsEqf).Select(LearningTexts.LevelWord)] },
            NationalLevel => query with { Texts = [.. levels.Where(level => !IsEqf(level)).Select(LearningTexts.LevelWord)] },
            LearningLevel => query with { Numbers = [.. levels.Where(IsEqf).Select(level => level.Level)] },
            _ => query with { Texts = [.. levels.Select(level => level.Uri)] },
        };
    }

    private static bool IsEqf(FrameworkLevel level) => level.Framework == QualificationsFramework.Eqf;
}
