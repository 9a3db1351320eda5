using System.Text;
using Credentials.EvidenceStore.Registering;

namespace Credentials.EvidenceStore.Sealing;

/// <remarks>Proofs from outside and whose they are.</remarks>
internal sealed partial class MatchKey
{
    /// <summary>Supplier and reference, which name one proof for ever: 16 bytes.</summary>
    public byte[] ReferenceOf(string supplier, string reference) => Hash("reference", Fold(supplier), reference);

    /// <summary>A file of a record's evidence: 16 bytes. Who has a document cannot find out from the database whether a record holds it.</summary>
    public byte[] EvidenceOf(Guid record, string digest) => Hash("evidence", record.ToString("N"), digest);

    /// <summary>
    /// By whom, as for awards: the national number in every centre, all else within <paramref name="scope"/>. Names alone match the same proof again.
    /// </summary>
    /// <param name="scope">The centre that registers the proof; for proofs that none registers their supplier.</param>
    /// <param name="proof">The proof.</param>
    public byte[] LearnerOf(string scope, OutsideProof proof) => proof.Learner switch
    {
        { NationalNumber: { } number } => Hash("national-number", number.Digits),
        { Email: { } email } => Hash("email", scope, email.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant()),
        { BirthDate: { } birthDate } person => Hash("birth-date", scope, Fold(person.GivenName!), Fold(person.FamilyName!), Write(birthDate)),
        var person => Hash("proof-names", scope, Fold(person.GivenName!), Fold(person.FamilyName!), Fold(proof.Supplier), proof.Reference),
    };
}
