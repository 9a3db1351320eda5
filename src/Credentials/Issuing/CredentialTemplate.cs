using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Credentials.Achievements;
using Credentials.Keys;

namespace Credentials.Issuing;

/// <summary>
/// Everything in a credential that is the same for all learners of one achievement version, centre, language, issuer and address: encoded once,
/// so that writing a credential copies it. It holds no verdict; every credential's bytes are checked by themselves.
/// </summary>
internal sealed class CredentialTemplate
{
    private const int MostPerVersion = 32;

    private static readonly ConditionalWeakTable<AchievementVersion, CredentialTemplate[]> Known = [];

    private readonly Centre _centre;
    private readonly string _language;
    private readonly Did _issuer;
    private readonly Uri _publicUrl;

    private CredentialTemplate(CheckedAward award, Did issuer, Uri publicUrl)
    {
        (_centre, _language, _issuer, _publicUrl) = (award.Centre, award.Language, issuer, publicUrl);
        var root = publicUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var version = award.Achievement;
        var address = $"{root}/achievements/{version.Centre}/{version.Achievement.Id}/{version.Version}";
        var achievement = new AchievementFragment(version.Achievement, award.Language, address);
        Head = Encode(writer => IssuerFragment.Write(writer, award.Centre, issuer, version.Achievement.Title.In(award.Language)));
        Achievement = Encode(achievement.Write);
        ResultDescription = System.Text.Encoding.UTF8.GetBytes(achievement.ResultDescriptionId);
        StatusBase = System.Text.Encoding.UTF8.GetBytes($"{root}/status/");
        Suspendable = version.Achievement.Suspendable;
    }

    /// <summary>The members type, name and issuer, each with a comma before it.</summary>
    public byte[] Head { get; }

    /// <summary>The member achievement with a comma before it.</summary>
    public byte[] Achievement { get; }

    public byte[] ResultDescription { get; }

    public byte[] StatusBase { get; }

    public bool Suspendable { get; }

    public static CredentialTemplate For(CheckedAward award, Did issuer, Uri publicUrl)
    {
        if (Known.TryGetValue(award.Achievement, out var known))
        {
            foreach (var template in known)
            {
                if (template.Fits(award, issuer, publicUrl))
                {
                    return template;
                }
            }
        }

        var made = new CredentialTemplate(award, issuer, publicUrl);
        Known.AddOrUpdate(award.Achievement, [made, .. (known ?? []).Take(MostPerVersion - 1)]);
        return made;
    }

    private bool Fits(CheckedAward award, Did issuer, Uri publicUrl) =>
        _language == award.Language && _issuer.Value == issuer.Value
        && (ReferenceEquals(_publicUrl, publicUrl) || _publicUrl == publicUrl)
        && (ReferenceEquals(_centre, award.Centre) || _centre == award.Centre);

    /// <summary>The members that are written into an object, with a comma in the place of its opening brace and without its closing one.</summary>
    private static byte[] Encode(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        // Relaxed only in that it writes letters as they are: the text is JSON for machines, never put into a page unescaped.
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        var bytes = buffer.WrittenSpan[..^1].ToArray();
        bytes[0] = (byte)',';
        return bytes;
    }
}
