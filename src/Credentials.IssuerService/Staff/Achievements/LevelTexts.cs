namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>What the levels of the qualifications frameworks ask of a learner, in our own short words.</summary>
public sealed class LevelTexts;
