using System.Text.Json;

namespace Credentials.IssuerService.ClassLists;

/// <summary>One row of a class list, which asks for one award.</summary>
/// <param name="row">Where it stands, in the sender's terms.</param>
internal abstract class ClassListRow(int row)
{
    public int Row => row;

    /// <summary>Why the row cannot be read at all; null where it can.</summary>
    public RowError? Fault { get; init; }

    /// <summary>The row as the body of an award, which the caller disposes.</summary>
    public abstract Result<JsonDocument> ToAward();

    /// <summary>A fault of the award in the sender's terms: which column, and what stands there.</summary>
    public abstract RowError Locate(InputError error);

    /// <summary>What the row says of its learner, as it stands there; null where the row cannot be read.</summary>
    public abstract ClassListLearner? Learner();

    /// <summary>Who is meant, where nothing but a name tells the learner from others; null where there is more, or the row cannot be read.</summary>
    public abstract LearnerByName? NameAlone();
}

/// <summary>What a row says of its learner, however faulty; a date as ISO 8601 writes it.</summary>
internal readonly record struct ClassListLearner(string? GivenName, string? FamilyName, string? BirthDate, string? Email, string? NationalNumber);

/// <summary>What a row says of a learner who is known by name alone, as it stands there.</summary>
internal readonly record struct LearnerByName(string Achievement, string AwardedOn, string GivenName, string FamilyName);
