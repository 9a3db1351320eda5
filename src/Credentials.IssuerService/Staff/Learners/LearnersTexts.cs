namespace Credentials.IssuerService.Staff.Learners;

/// <summary>The texts of the pages about learners.</summary>
public sealed class LearnersTexts;
