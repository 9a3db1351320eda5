using Credentials.EvidenceStore.Led;

namespace Credentials.EvidenceStore.Registering;

/// <summary>What LED says of a proof in its own words and codes, where a supplier gives them; members are LED's, and mean what they mean in <see cref="LedBasis"/>.</summary>
public sealed record LedWords
{
    public string? Bewijsreferte { get; init; }

    public string? Authenticiteit { get; init; }

    public string? Categorie { get; init; }

    public string? Graad { get; init; }

    public string? Onderwijsvorm { get; init; }

    public string? Bewijstype { get; init; }

    public string? Instantie { get; init; }

    public string? Schooltype { get; init; }

    public string? VolledigeNaam { get; init; }

    public LedCode? Onderwerp { get; init; }

    public LedNamed? Studierichting { get; init; }

    public LedNamed? Specialisatie { get; init; }

    public LedNamed? DetailOnderwerp { get; init; }

    public long? UrenVolwassenenonderwijs { get; init; }

    public IReadOnlyList<LedOtherBody>? AlternatieveInstanties { get; init; }

    public IReadOnlyList<LedInformation>? BijkomendeInformaties { get; init; }

    public IReadOnlyList<LedNamed>? Beroepskwalificaties { get; init; }

    public IReadOnlyList<LedNamed>? Deelkwalificaties { get; init; }

    public LedCode? IscedStudiegebied { get; init; }

    public LedCode? IscedNiveau { get; init; }

    public LedCode? VksNiveauOnderwijskwalificatie { get; init; }

    public LedCode? VksNiveauBeroepskwalificatie { get; init; }

    /// <summary>What LED derived, as far as it is here.</summary>
    internal LedDerived Derived => new(IscedStudiegebied, IscedNiveau, VksNiveauOnderwijskwalificatie, VksNiveauBeroepskwalificatie);

    internal static LedWords Of(LedProof proof)
    {
        var (basis, derived) = (proof.Basis, proof.Afgeleid);
        return new()
        {
            Bewijsreferte = proof.Bewijsreferte,
            Authenticiteit = basis.Authenticiteit,
            Categorie = basis.Categorie,
            Graad = basis.Graad,
            Onderwijsvorm = basis.Onderwijsvorm,
            Bewijstype = basis.Bewijstype,
            Instantie = basis.Instantie,
            Schooltype = basis.Schooltype,
            VolledigeNaam = basis.VolledigeNaam,
            Onderwerp = basis.Onderwerp,
            Studierichting = basis.Studierichting,
            Specialisatie = basis.Specialisatie,
            DetailOnderwerp = basis.DetailOnderwerp,
            UrenVolwassenenonderwijs = basis.UrenVolwassenenonderwijs,
            AlternatieveInstanties = Given(basis.AlternatieveInstanties),
            BijkomendeInformaties = Given(basis.BijkomendeInformaties),
            Beroepskwalificaties = Given(basis.Beroepskwalificaties),
            Deelkwalificaties = Given(basis.Deelkwalificaties),
            IscedStudiegebied = derived.IscedStudiegebied,
            IscedNiveau = derived.IscedNiveau,
            VksNiveauOnderwijskwalificatie = derived.VksNiveauOnderwijskwalificatie,
            VksNiveauBeroepskwalificatie = derived.VksNiveauBeroepskwalificatie,
        };
    }

    private static IReadOnlyList<T>? Given<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}
