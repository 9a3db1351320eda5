namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// Whom a row of a class list is about, as keyed hashes in hexadecimal: nothing can be read from them, and the person's erasure finds the row by them.
/// What the row does not say, or not legibly, is null.
/// </summary>
/// <param name="Number">By the national number.</param>
/// <param name="Email">By the e-mail address, within the centre.</param>
/// <param name="Birth">By all words of the names with the birth date, within the centre.</param>
/// <param name="Name">By all words of the names, within the centre.</param>
public sealed record PersonMarks(string? Number, string? Email, string? Birth, string? Name)
{
    /// <summary>
    /// Whether the row is about a person of whom these are known. What tells best decides: a national number where both have one, then an e-mail address
    /// that is the same, then a birth date where both have one; a name alone only where nothing tells the two apart.
    /// </summary>
    internal bool IsOf(IReadOnlyList<PersonMarks> known)
    {
        if (Number is not null && known.Any(one => one.Number is not null))
            return known.Any(one => one.Number == Number);
        if (Email is not null && known.Any(one => one.Email == Email))
            return true;
        if (Birth is not null && known.Any(one => one.Birth is not null))
            return known.Any(one => one.Birth == Birth);
        return Name is not null && known.Any(one => one.Name == Name);
    }

    /// <summary>As <see cref="IsOf"/>, but never by a name alone.</summary>
    internal bool IsSurelyOf(IReadOnlyList<PersonMarks> known) => (this with { Name = null }).IsOf(known);
}
