using System.Globalization;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Led;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Registering;

/// <summary>Reads answers of LED's GeefBewijs into records. Reading one again adds nothing; a proof that was cancelled meanwhile is cancelled here.</summary>
public sealed class ImportLedProofs
{
    private const string By = "import";

    private readonly RegisterProofs _register;
    private readonly CancelProof _cancel;
    private readonly EvidenceStoreOptions _options;

    internal ImportLedProofs(RegisterProofs register, CancelProof cancel, IOptions<EvidenceStoreOptions> options) =>
        (_register, _cancel, _options) = (register, cancel, options.Value);

    /// <summary>Durable. One answer; problems are those of <see cref="LedAnswer.Read"/>, and then nothing of it is recorded.</summary>
    public async Task<Result<ImportedAnswer>> RunAsync(byte[] xml, CancellationToken cancel = default)
    {
        if (!LedAnswer.Read(xml, _options.AcceptTestNationalNumbers).TryGet(out var answer, out var problem))
            return problem;
        var refused = answer.Refusals
            .Select(refusal => new RefusedProof(refusal.Supplier?.Naam, refusal.Supplier?.Bewijsreferte ?? refusal.Bewijsreferte, refusal.Reason, refusal.Detail)).ToList();
        var added = 0;
        foreach (var proof in answer.Proofs)
        {
            var cancelled = proof.Status == LedProofStatus.Cancelled ? CancelledAt(proof) : null;
            if (!(await _register.RunAsync(ProofOf(proof), scope: null, By, cancelled, cancel)).TryGet(out var registered, out var conflict))
            {
                refused.Add(new(proof.Leverancier.Naam, proof.Leverancier.Bewijsreferte, conflict.Errors[0].Reason, conflict.Errors[0].Detail));
                continue;
            }
            if (registered.IsNew)
                added++;
            else if (cancelled is not null && registered.Proof.Record.Status == RecordStatus.Registered)
                await _cancel.FollowAsync(registered.Proof.Id, cancelled, cancel);
        }
        var proofs = answer.Proofs.Count + answer.Refusals.Count;
        return new ImportedAnswer(proofs, proofs - refused.Count, added, refused);
    }

    internal static OutsideProof ProofOf(LedProof proof)
    {
        var meaning = LedMeaning.Of(proof);
        var institution = new ProofInstitution(meaning.Institution, proof.Basis.Instelling.Nummer);
        return new()
        {
            Supplier = proof.Leverancier.Naam,
            Reference = proof.Leverancier.Bewijsreferte,
            Learner = new() { NationalNumber = proof.PersoonUitgereikt },
            Kind = meaning.Kind,
            Title = meaning.Title,
            ObtainedOn = meaning.AwardedOn,
            IsEnd = meaning.IsFinal,
            Institution = institution is { Name: null, Number: null } ? null : institution,
            Levels = meaning.Levels,
            Field = meaning.Field,
            ValidUntil = ValidUntil(meaning),
            Validity = meaning.Validity,
            Hours = meaning.Hours,
            Country = LedTaxonomy.IsKnown(proof.Basis.Land) ? proof.Basis.Land : null,
            Language = LedTaxonomy.IsKnown(proof.Basis.Taal) ? proof.Basis.Taal : null,
            Led = LedWords.Of(proof),
        };
    }

    private AwardEvent CancelledAt(LedProof proof)
    {
        var now = _cancel.Now(By, "Cancelled in LED.");
        return proof.ChangedAt is { } at ? now with { At = at } : now;
    }

    /// <summary>Only what is said plainly ("5 jaar"), and only from a whole date: all else stays in the supplier's words.</summary>
    private static DateOnly? ValidUntil(LedMeaning meaning) =>
        meaning.AwardedOn.IsWholeDate && meaning.Validity?.Split(' ') is [var count, "jaar" or "jaren"]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is > 0 and < 100
            ? meaning.AwardedOn.FirstDay.AddYears(years)
            : null;
}

/// <param name="Proofs">How many proofs the answer holds.</param>
/// <param name="Records">How many of them are records now; one that stands there twice is one record.</param>
/// <param name="Added">How many records were not there before.</param>
/// <param name="Refused">The others, each with its reason.</param>
public sealed record ImportedAnswer(int Proofs, int Records, int Added, IReadOnlyList<RefusedProof> Refused);

/// <summary>A proof that became no record. Says nothing about the learner.</summary>
public sealed record RefusedProof(string? Supplier, string? Reference, string Reason, string Detail);
