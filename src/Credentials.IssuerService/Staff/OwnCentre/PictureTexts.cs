namespace Credentials.IssuerService.Staff.OwnCentre;

/// <summary>Texts around a picture that staff put up: the centre's logo, or an achievement's badge.</summary>
public sealed class PictureTexts;
