using Credentials.EvidenceStore.Led;
using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Registering;

/// <summary>Reads whose proof it is: a national number, or both names; what else is given must fit.</summary>
internal static class ProofLearnerReader
{
    private const int Name = 200;

    public static ProofLearner? Read(InputObject root, bool acceptTestNumbers)
    {
        if (root.Object("learner", "The learner is missing.") is not { } read)
            return null;
        var isNumberGiven = read.Has("nationalNumber");
        var number = read.NationalNumber("nationalNumber", acceptTestNumbers);
        var learner = new ProofLearner
        {
            NationalNumber = number,
            GivenName = LedText.Fold(read.Text("givenName", Name, isNumberGiven ? null : "Without a national number the given name is needed.")),
            FamilyName = LedText.Fold(read.Text("familyName", Name, isNumberGiven ? null : "Without a national number the family name is needed.")),
            BirthDate = read.Date("birthDate"),
            Email = read.Text("email", EmailAddress.MostCharacters)?.Trim(),
        };
        if (learner.Email is { } email && !EmailAddress.IsWellFormed(email))
            read.Fault("email", InputReasons.BadEmail, "This is no e-mail address.");
        if (learner.BirthDate is { } given && number?.BirthDate is { } carried && given != carried)
            read.Fault("birthDate", InputReasons.BirthDateDiffers, "The birth date is not the one in the national number.");
        read.RefuseOthers();
        return learner;
    }
}
