using Credentials.EvidenceStore.Consulting;

namespace Credentials.IssuerService.Staff.Start;

/// <summary>How far a centre is.</summary>
/// <param name="HasAchievement">Whether anything to award is described.</param>
/// <param name="Latest">The credentials awarded last, newest first.</param>
/// <param name="Colleagues">How many others may sign in.</param>
/// <param name="Waiting">Requests of learners that wait for an answer of the centre.</param>
public sealed record StartView(bool HasAchievement, IReadOnlyList<AwardView> Latest, int Colleagues, int Waiting);
