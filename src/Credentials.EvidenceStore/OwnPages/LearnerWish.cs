using System.Text.Json;
using System.Text.Json.Serialization;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.OwnPages;

/// <summary>What a learner wrote in a request.</summary>
/// <param name="About">What is wrong, one of <see cref="Topics"/>; null in a request to be forgotten.</param>
/// <param name="Text">In the learner's own words; null where nothing was said.</param>
/// <param name="Revokes">Of a request to be forgotten: whether the credentials are to be revoked.</param>
public sealed record LearnerWish(
    [property: JsonPropertyName("about")] string? About, [property: JsonPropertyName("text")] string? Text, [property: JsonPropertyName("revokes")] bool Revokes = false)
{
    /// <summary>Characters of the text, and of an answer to it.</summary>
    public const int LongestText = 1000;

    /// <summary>What can be wrong.</summary>
    public static IReadOnlyList<string> Topics { get; } = ["name", "birth-date", "content", "other"];

    internal byte[] Seal(LearnerKey key, Guid request) => key.SealWish(request, JsonSerializer.SerializeToUtf8Bytes(this));

    internal static LearnerWish Open(LearnerKey key, LearnerRequestDocument request) =>
        JsonSerializer.Deserialize<LearnerWish>(key.OpenWish(request.Id, request.SealedContent.Span))!;
}

/// <summary>A request with what was written in it.</summary>
/// <param name="Learner">Who asks, as the store knows the person.</param>
/// <param name="Wish">Null once the learner was erased, as is <paramref name="Answer"/>.</param>
/// <param name="Answer">What the centre wrote; null where it wrote nothing.</param>
public sealed record OpenedRequest(LearnerRequestDocument Document, Guid Learner, LearnerWish? Wish, string? Answer);
