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
        var number = ReadNumber(read, acceptTestNumbers, out var isNumberGiven);
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

    private static NationalNumber? ReadNumber(InputObject learner, bool acceptTestNumbers, out bool isGiven)
    {
        isGiven = learner.Has("nationalNumber");
        if (!isGiven || learner.Text("nationalNumber", 20) is not { } text)
            return null;
        if (NationalNumber.TryParse(text, out var number, acceptTestNumbers))
            return number;
        learner.Fault("nationalNumber", InputReasons.BadNationalNumber, NationalNumber.TryParse(text, out _, acceptTestNumbers: true)
            ? "This is a test number, and nobody can be registered under one here."
            : "This is no national number: eleven digits, of which the last two check the others.");
        return null;
    }
}
