using Credentials.Achievements;

namespace Credentials.EvidenceStore.Led;

/// <summary>
/// What a supplier says of a proof (LED's BewijsBasisType, version 02.00), in LED's own words. Nothing in it names the learner. Allowed values and
/// combinations are in LED's taxonomy, which is not public.
/// </summary>
public sealed record LedBasis
{
    /// <summary><c>Authentiek</c>, or <c>Eigen verklaring - Op eer</c> for what the learner declared.</summary>
    public required string Authenticiteit { get; init; }

    public required string Categorie { get; init; }

    public required string Graad { get; init; }

    public required string Onderwijsvorm { get; init; }

    public required string Bewijstype { get; init; }

    public required LedProofState Bewijsstaat { get; init; }

    /// <summary>The class of body that awarded; not its name.</summary>
    public required string Instantie { get; init; }

    public required LedCode Onderwerp { get; init; }

    public required LedDate Uitreikingsdatum { get; init; }

    /// <summary>The name that stands on the proof, or <c>Niet beschikbaar</c>.</summary>
    public required string VolledigeNaam { get; init; }

    /// <summary>ISO 3166-1 alpha-3, or <c>Niet van toepassing</c>, <c>Niet beschikbaar</c>.</summary>
    public required string Land { get; init; }

    /// <summary>ISO 639-3: the language of instruction.</summary>
    public required string Taal { get; init; }

    public required LedInstitution Instelling { get; init; }

    public required string Schooltype { get; init; }

    public LedNamed? Studierichting { get; init; }

    public LedNamed? Specialisatie { get; init; }

    public LedNamed? DetailOnderwerp { get; init; }

    /// <summary>How long it is valid from the day of award, as free text, e.g. <c>5 jaar</c>.</summary>
    public string? Vervalperiode { get; init; }

    /// <summary>Whole hours of teaching; from centres of adult education only. LED's sources write 0 where they do not say.</summary>
    public long? UrenVolwassenenonderwijs { get; init; }

    public IReadOnlyList<LedOtherBody> AlternatieveInstanties { get; init => field = ValueList<LedOtherBody>.Of(value); } = ValueList<LedOtherBody>.Of([]);

    public IReadOnlyList<LedInformation> BijkomendeInformaties { get; init => field = ValueList<LedInformation>.Of(value); } = ValueList<LedInformation>.Of([]);

    /// <summary>Professional qualifications; newer answers have them, the published schema has not, so that they are read and never written.</summary>
    public IReadOnlyList<LedNamed> Beroepskwalificaties { get; init => field = ValueList<LedNamed>.Of(value); } = ValueList<LedNamed>.Of([]);

    /// <summary>Parts of professional qualifications; as <see cref="Beroepskwalificaties"/>.</summary>
    public IReadOnlyList<LedNamed> Deelkwalificaties { get; init => field = ValueList<LedNamed>.Of(value); } = ValueList<LedNamed>.Of([]);
}
