using System.Globalization;
using System.Text;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Sealing;

/// <remarks>The blind index: what a learner can be searched by within one centre, as keyed hashes.</remarks>
internal sealed partial class MatchKey
{
    /// <summary>By the national number alone, in every centre.</summary>
    public byte[] OfNumber(NationalNumber number) => Hash("national-number", number.Digits);

    public byte[] OfEmail(string centre, string email) => Hash("email", centre, FoldEmail(email));

    /// <summary>The address of a member of staff. Whose centre it is shows only when somebody signs in.</summary>
    public byte[] OfStaffEmail(string email) => Hash("staff-email", FoldEmail(email));

    /// <summary>An account of an OpenID provider: what OpenID Connect Core 1.0 section 5.7 says an account is known by.</summary>
    public byte[] OfStaffIdentity(string issuer, string subject) => Hash("staff-identity", issuer, subject);

    public LearnerMarks MarksOf(string centre, AwardLearner learner)
    {
        List<ReadOnlyMemory<byte>> identities = [];
        if (learner.Email is { } email)
            identities.Add(OfEmail(centre, email));
        if (learner.KnownBirthDate is { } birthDate)
            identities.Add(OfBirth(centre, learner.GivenName, learner.FamilyName, birthDate));
        return new([.. WordsOf($"{learner.GivenName} {learner.FamilyName}").Select(word => WordToken(centre, word))], identities);
    }

    /// <summary>A person as a row of a class list names one: spelling, accents and the order of the words do not matter.</summary>
    public PersonMarks PersonOf(string centre, string? givenName, string? familyName, DateOnly? birthDate, string? email, NationalNumber? number)
    {
        var words = string.Join(' ', WordsOf($"{givenName} {familyName}").Order(StringComparer.Ordinal));
        return new(
            number is { } digits ? Convert.ToHexString(OfNumber(digits)) : null,
            string.IsNullOrWhiteSpace(email) ? null : Convert.ToHexString(OfEmail(centre, email)),
            words.Length > 0 && (birthDate ?? number?.BirthDate) is { } day ? Convert.ToHexString(Hash("row-birth-date", centre, words, Write(day))) : null,
            words.Length > 0 ? Convert.ToHexString(Hash("row-name", centre, words)) : null);
    }

    /// <summary>The tokens of a name to search for, each word once, in the order typed.</summary>
    public IReadOnlyList<long> TokensOfName(string centre, string name) => [.. WordsOf(name).Select(word => WordToken(centre, word))];

    /// <summary>
    /// The words of a name as they are searched for: without accents, apostrophes and case, so that "D'Hondt" is found by "dhondt" and "Zoë" by "zoe".
    /// </summary>
    internal static IReadOnlyList<string> WordsOf(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var unit in name.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(unit))
                folded.Append(Plain(unit));
            else if (char.IsWhiteSpace(unit) || char.GetUnicodeCategory(unit) == UnicodeCategory.DashPunctuation)
                folded.Append(' ');
            else if (char.IsSurrogate(unit))
                folded.Append(unit);
        }
        return [.. folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
    }

    private static string FoldEmail(string email) => email.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Letters that Unicode does not take apart, although people leave out what makes them special.</summary>
    private static string Plain(char letter) => letter switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' or 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        'þ' => "th",
        _ => letter.ToString(),
    };

    private byte[] OfBirth(string centre, string givenName, string familyName, DateOnly birthDate) =>
        Hash("birth-date", centre, Fold(givenName), Fold(familyName), Write(birthDate));

    private long WordToken(string centre, string word) => LearnerMarks.TokenOf(Hash("name-word", centre, word));
}
