using System.Text.Json;
using Credentials.Keys;

namespace Credentials.Issuing;

/// <summary>What a centre asks for: this learner reached this achievement on this day. Field by field well formed, not yet held against the achievement.</summary>
public sealed record AwardRequest(string Achievement, AwardLearner Learner, DateOnly AwardedOn)
{
    public string? Result { get; init; }

    /// <summary>BCP 47 tag of the language the credential is written in; null: the achievement's first.</summary>
    public string? Language { get; init; }

    /// <summary>True where earlier learning was recognised (EVC) instead of the course followed.</summary>
    public bool Recognition { get; init; }

    /// <summary>Hours followed, where they differ from the achievement's workload.</summary>
    public decimal? Hours { get; init; }

    public IReadOnlyList<AwardEvidence> Evidence { get; init => field = ValueList<AwardEvidence>.Of(value); } = ValueList<AwardEvidence>.Of([]);

    /// <summary>
    /// Reads the JSON body of <c>POST /api/awards</c>; every fault is named with its JSON pointer. Unknown members are faults.
    /// The class list uses the same rules through <see cref="Parse(JsonElement, bool)"/>, on an object built from a row.
    /// </summary>
    public static Result<AwardRequest> Parse(JsonElement body, bool acceptTestNumbers = false) => AwardRequestReader.Read(body, acceptTestNumbers);
}

public sealed record AwardLearner(string GivenName, string FamilyName)
{
    public DateOnly? BirthDate { get; init; }

    public string? Email { get; init; }

    public NationalNumber? NationalNumber { get; init; }

    public Did? Did { get; init; }

    /// <summary>The date of birth as given, else as the national number carries it.</summary>
    public DateOnly? KnownBirthDate => BirthDate ?? NationalNumber?.BirthDate;
}

/// <param name="Digest">Multibase multihash or SRI of the document, as given.</param>
public sealed record AwardEvidence(string Name, string? Description = null, string? Url = null, string? Digest = null);
