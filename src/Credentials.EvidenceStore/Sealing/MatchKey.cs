using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// Keyed hashes by which learners and awards are found again without storing who they are. The national number matches across centres; an e-mail address
/// or names and birth date match within one centre only, for whoever else uses an address says nothing to another centre. Names alone never make two
/// awards one learner's: they match the same award again and nothing more.
/// </summary>
internal sealed partial class MatchKey(byte[] key)
{
    private const int MatchLength = 16;

    /// <summary>By whom: 16 bytes.</summary>
    public byte[] LearnerOf(string centre, AwardRequest request) => request.Learner switch
    {
        { NationalNumber: { } number } => Hash("national-number", number.Digits),
        { Email: { } email } => Hash("email", centre, email.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant()),
        { BirthDate: { } birthDate } person => Hash("birth-date", centre, Fold(person.GivenName), Fold(person.FamilyName), Write(birthDate)),
        var person => Hash("names", centre, Fold(person.GivenName), Fold(person.FamilyName), request.Achievement, Write(request.AwardedOn)),
    };

    /// <summary>
    /// What may be awarded once: the learner's match, then 16 bytes of centre, achievement and date under it. It begins with the match so that engines
    /// that keep keys in order write both in one place.
    /// </summary>
    public byte[] NaturalKeyOf(string centre, AwardRequest request, ReadOnlySpan<byte> learner) =>
        [.. learner, .. Hash("award", centre, request.Achievement, Write(request.AwardedOn), Convert.ToHexString(learner))];

    /// <summary>Everything asked for; the achievement's id is a part of the request.</summary>
    public byte[] DigestOf(ReadOnlySpan<byte> requestJson)
    {
        var hash = new byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, requestJson, hash);
        return hash[..MatchLength];
    }

    /// <summary>NFKC, one case, single spaces: the same name typed twice.</summary>
    internal static string Fold(string name) =>
        string.Join(' ', name.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Each part with its length, so that no two lists of parts are the same bytes; the first is the kind. A JSON text never starts like that.</summary>
    private byte[] Hash(params ReadOnlySpan<string> parts)
    {
        var message = new ArrayBufferWriter<byte>(256);
        foreach (var part in parts)
        {
            var length = System.Text.Encoding.UTF8.GetByteCount(part);
            BinaryPrimitives.WriteInt32BigEndian(message.GetSpan(4), length);
            message.Advance(4);
            message.Advance(System.Text.Encoding.UTF8.GetBytes(part, message.GetSpan(length)));
        }
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message.WrittenSpan, hash);
        return hash[..MatchLength].ToArray();
    }
}
