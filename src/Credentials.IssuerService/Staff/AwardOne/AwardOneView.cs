using Credentials.Achievements;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.IssuerService.Staff.AwardOne;

/// <summary>The form for one award as it is shown.</summary>
/// <param name="Form">What was typed, with what is wrong with it; the names of the fields are those of the award's JSON, with dots.</param>
/// <param name="Choices">What the centre can award.</param>
/// <param name="Chosen">Which of them this is about; null before that is chosen.</param>
/// <param name="Earlier">The credential that is awarded anew, or corrected; null for one that has nothing before it.</param>
/// <param name="Existing">The credential that the learner has of the same day with other content; null where none is in the way.</param>
public sealed record AwardOneView(Form Form, IReadOnlyList<Achievement> Choices, Achievement? Chosen, AwardView? Earlier = null, Guid? Existing = null)
{
    /// <summary>What was awarded before.</summary>
    public AwardRequest? Before => Earlier?.Request;

    /// <summary>Whether awarding revokes what is there.</summary>
    public bool IsCorrection => Earlier is { Document.Status: not AwardStatus.Revoked };

    public GradingScale? Scale => Chosen?.Assessment.Scale;

    /// <summary>What was typed stays to be seen, and to be set right, also where another course was chosen since.</summary>
    public bool AsksForResult => Chosen is null || Scale is not null || Form.Typed("result").Length > 0;

    /// <inheritdoc cref="AsksForResult"/>
    public bool AsksForRecognition => Chosen?.PriorLearning is not null || Form.IsTicked("recognition");
}
