namespace Credentials.IssuerService.Staff.AwardOne;

/// <summary>The texts of the form by which one learner is awarded a credential, and of what is said afterwards.</summary>
public sealed class AwardOneTexts;
