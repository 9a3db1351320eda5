namespace Credentials.EvidenceStore.Storage;

/// <summary>A picture of a centre's own.</summary>
/// <param name="Subject">What it is of: <see cref="Logo"/>, or as <see cref="OfAchievement"/> says.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="Version">1 for the first; each that takes its place, and each removal, adds one, so that a version never stands for two pictures.</param>
public sealed record PictureDocument(string Centre, string Subject, string MediaType, ReadOnlyMemory<byte> Bytes, long Version)
{
    public const string Logo = "logo";

    public static string OfAchievement(string id) => $"achievement/{id}";
}
