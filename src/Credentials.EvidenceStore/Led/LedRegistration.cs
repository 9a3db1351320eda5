using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Led;

/// <summary>
/// One proof ready to be registered in LED: everything that RegistreerBewijs 02.00 demands is there, in the lengths and codes of its schema. Whether the
/// values stand in LED's taxonomy only LED can say.
/// </summary>
public sealed class LedRegistration
{
    private LedRegistration(LedSupplier supplier, NationalNumber person, LedBasis basis) =>
        (Leverancier, PersoonUitgereikt, Bewijs) = (supplier, person, basis);

    public LedSupplier Leverancier { get; }

    /// <summary>The person's current national number.</summary>
    public NationalNumber PersoonUitgereikt { get; }

    /// <summary>What is registered, its texts folded.</summary>
    public LedBasis Bewijs { get; }

    /// <summary>Checks a proof; every fault is named by a JSON pointer with LED's names in lower camel case, e.g. <c>/bewijs/instelling/naam</c>.</summary>
    public static Result<LedRegistration> Check(LedSupplier supplier, NationalNumber? person, LedBasis basis)
    {
        var errors = new List<InputError>();
        var check = new LedCheck(errors);
        var name = check.Text("/leverancier/naam", supplier.Naam, 100);
        var reference = check.Text("/leverancier/bewijsreferte", supplier.Bewijsreferte, 36);
        if (person?.Digits is null)
            check.Fault("/persoonUitgereikt/insz", InputReasons.Missing, "LED registers proofs by national number, and this learner has none.");
        var folded = LedBasisCheck.Check(check, basis);
        return errors.Count == 0
            ? new LedRegistration(new LedSupplier(name!, reference!), person!.Value, folded)
            : new Problem(ProblemCode.InvalidInput, "This proof cannot be registered in LED.") { Errors = errors };
    }

    public override string ToString() => $"(registration {Leverancier.Naam} {Leverancier.Bewijsreferte})";
}
