using System.Buffers;
using System.Globalization;
using Credentials.Keys;

namespace Credentials.Issuing;

/// <summary>Where a credential's status lies: <c>{PublicUrl}/status/{list}/revocation#{index}</c>.</summary>
public sealed record StatusReference(string List, int Index);

/// <summary>An award written as an Open Badges 3.0 AchievementCredential (VC Data Model 2.0), not yet checked.</summary>
public sealed class CredentialDraft
{
    private static readonly SearchValues<char> ListCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    private readonly byte[] _utf8;

    private CredentialDraft(byte[] utf8) => _utf8 = utf8;

    /// <summary>The draft's bytes, UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <param name="award">What is awarded.</param>
    /// <param name="id">The award's id, which becomes <c>urn:uuid:…</c>.</param>
    /// <param name="issuer">The centre's DID.</param>
    /// <param name="publicUrl">The service's public address, without a trailing slash in the path.</param>
    /// <param name="status">The status entry reserved for it.</param>
    /// <exception cref="ArgumentException">The status list's name cannot stand in an address, or the index is negative.</exception>
    public static CredentialDraft Write(CheckedAward award, Guid id, Did issuer, Uri publicUrl, StatusReference status)
    {
        if (status.List.Length == 0 || status.List.AsSpan().ContainsAnyExcept(ListCharacters) || status.Index < 0)
        {
            throw new ArgumentException("a status list is named by letters, digits, - and _, and its indexes start at 0", nameof(status));
        }

        var template = CredentialTemplate.For(award, issuer, publicUrl);
        var text = new Utf8Text(CredentialTerms.Beginning.Length + template.Head.Length + template.Achievement.Length + 2048);
        text.Copy(CredentialTerms.Beginning);
        text.Copy("\"id\":\"urn:uuid:"u8);
        text.Uuid(id);
        text.Copy("\""u8);
        text.Copy(template.Head);
        WriteDates(ref text, award.Request.AwardedOn);
        WriteSubject(ref text, award, template);
        WriteEvidence(ref text, award.Request.Evidence);
        WriteStatus(ref text, template, status);
        text.Copy("}"u8);
        return new CredentialDraft(text.ToBytesAndRelease());
    }

    /// <summary>Holds the draft against the mandatory EU elements and the Open Badges shape once more, on the very bytes that will be signed.</summary>
    public Result<CheckedDraft> Check() => CheckedDraft.Of(_utf8);

    private static void WriteDates(ref Utf8Text text, DateOnly day)
    {
        Span<byte> moment = stackalloc byte[25];
        BrusselsTime.StartOf(day).TryFormat(moment, out var written, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        text.Copy(",\"validFrom\":\""u8);
        text.Copy(moment[..written]);
        text.Copy("\",\"awardedDate\":\""u8);
        text.Copy(moment[..written]);
        text.Copy("\""u8);
    }

    private static void WriteSubject(ref Utf8Text text, CheckedAward award, CredentialTemplate template)
    {
        var (request, learner) = (award.Request, award.Request.Learner);
        text.Copy(",\"credentialSubject\":{"u8);
        if (learner.Did is { } did)
        {
            text.Copy("\"id\":\""u8);
            text.Escaped(did.Value);
            text.Copy("\",\"type\":[\"AchievementSubject\"]"u8);
        }
        else
        {
            text.Copy("\"type\":[\"AchievementSubject\"],\"identifier\":[{\"type\":\"IdentityObject\",\"hashed\":false,\"identityHash\":\""u8);
            text.Escaped(learner.GivenName);
            text.Copy(" "u8);
            text.Escaped(learner.FamilyName);
            text.Copy("\",\"identityType\":\"name\"}]"u8);
        }

        text.Copy(template.Achievement);
        if (request.Result is { } result)
        {
            text.Copy(",\"result\":[{\"type\":[\"Result\"],\"resultDescription\":\""u8);
            text.Copy(template.ResultDescription);
            text.Copy("\",\"value\":\""u8);
            text.Escaped(result);
            text.Copy("\",\"status\":\"Completed\"}]"u8);
        }

        WriteAssessment(ref text, award);
        if (request.Hours is { } hours)
        {
            text.Copy(",\"influencedBy\":{\"workload\":\""u8);
            text.Escaped(LearningTime.Write(hours));
            text.Copy("\"}"u8);
        }

        text.Copy("}"u8);
    }

    /// <summary>The learner's own assessment, as the European Learning Model has it: the grade, and for earlier learning (EVC) who assessed.</summary>
    private static void WriteAssessment(ref Utf8Text text, CheckedAward award)
    {
        var assessedBy = award.Request.Recognition ? award.Achievement.Achievement.PriorLearning?.AssessedBy : null;
        if (award.Request.Result is null && assessedBy is null)
        {
            return;
        }

        text.Copy(",\"provenBy\":{"u8);
        if (award.Request.Result is { } grade)
        {
            text.Copy("\"grade\":{\"noteLiteral\":\""u8);
            text.Escaped(grade);
            text.Copy(assessedBy is null ? "\"}"u8 : "\"},"u8);
        }

        if (assessedBy is not null)
        {
            text.Copy("\"assessedBy\":{\"name\":\""u8);
            text.Escaped(assessedBy);
            text.Copy("\"},\"additionalNote\":{\"noteLiteral\":\""u8);
            text.Escaped(CredentialPhrases.PriorLearning(award.Language));
            text.Copy("\"}"u8);
        }

        text.Copy("}"u8);
    }

    private static void WriteEvidence(ref Utf8Text text, IReadOnlyList<AwardEvidence> evidence)
    {
        for (var index = 0; index < evidence.Count; index++)
        {
            text.Copy(index == 0 ? ",\"evidence\":[{"u8 : ",{"u8);
            WriteMember(ref text, "\"id\":\""u8, evidence[index].Url);
            text.Copy("\"type\":[\"Evidence\"],\"name\":\""u8);
            text.Escaped(evidence[index].Name);
            text.Copy("\""u8);
            if (evidence[index].Description is { } description)
            {
                text.Copy(",\"description\":\""u8);
                text.Escaped(description);
                text.Copy("\""u8);
            }

            if (evidence[index].Digest is { } digest)
            {
                text.Copy(EvidenceDigest.IsSri(digest) ? ",\"digestSRI\":\""u8 : ",\"digestMultibase\":\""u8);
                text.Escaped(digest);
                text.Copy("\""u8);
            }

            text.Copy(index == evidence.Count - 1 ? "}]"u8 : "}"u8);
        }
    }

    private static void WriteMember(ref Utf8Text text, ReadOnlySpan<byte> beginning, string? value)
    {
        if (value is not null)
        {
            text.Copy(beginning);
            text.Escaped(value);
            text.Copy("\","u8);
        }
    }

    private static void WriteStatus(ref Utf8Text text, CredentialTemplate template, StatusReference status)
    {
        text.Copy(template.Suspendable ? ",\"credentialStatus\":["u8 : ",\"credentialStatus\":"u8);
        WriteStatusEntry(ref text, template, status, "revocation"u8);
        if (template.Suspendable)
        {
            text.Copy(","u8);
            WriteStatusEntry(ref text, template, status, "suspension"u8);
            text.Copy("]"u8);
        }
    }

    private static void WriteStatusEntry(ref Utf8Text text, CredentialTemplate template, StatusReference status, ReadOnlySpan<byte> purpose)
    {
        text.Copy("{\"id\":\""u8);
        text.Copy(template.StatusBase);
        text.Escaped(status.List);
        text.Copy("/"u8);
        text.Copy(purpose);
        text.Copy("#"u8);
        text.Number(status.Index);
        text.Copy("\",\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":\""u8);
        text.Copy(purpose);
        text.Copy("\",\"statusListIndex\":\""u8);
        text.Number(status.Index);
        text.Copy("\",\"statusListCredential\":\""u8);
        text.Copy(template.StatusBase);
        text.Escaped(status.List);
        text.Copy("/"u8);
        text.Copy(purpose);
        text.Copy("\"}"u8);
    }
}
