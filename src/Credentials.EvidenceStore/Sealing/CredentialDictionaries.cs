using System.Collections.Concurrent;
using System.Globalization;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Web;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// The dictionaries that credentials are stored against, one for each achievement version and language. Dictionaries lie in clear, so none is made from
/// anyone's credential: it is the draft of a credential of nobody, written for the purpose, with the protected header of the first real one, in
/// which nothing is about the learner.
/// </summary>
internal sealed class CredentialDictionaries(IEvidenceStorage storage, PublicAddress address)
{
    private readonly ConcurrentDictionary<string, DeltaDictionary> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, DeltaDictionary> _byNumber = new() { [0] = DeltaDictionary.None };

    /// <summary>The dictionary of that number, for reading.</summary>
    public async ValueTask<DeltaDictionary> FindAsync(long number, CancellationToken cancel)
    {
        if (_byNumber.TryGetValue(number, out var known))
            return known;
        var document = await storage.FindDictionaryAsync(number, cancel) ?? throw new InvalidDataException($"dictionary {number} is not there");
        return _byNumber.GetOrAdd(number, new DeltaDictionary(number, document.Content));
    }

    /// <summary>The dictionary for storing this credential, made when it is the first of its kind.</summary>
    public async ValueTask<DeltaDictionary> ForAsync(CheckedAward award, SignedCredential signed, CancellationToken cancel)
    {
        var version = award.Achievement;
        var name = string.Create(CultureInfo.InvariantCulture, $"{version.Centre}/{version.Achievement.Id}/{version.Version}/{award.Language}");
        if (_byName.TryGetValue(name, out var known))
            return known;
        var content = Write(award, signed);
        if (content.Length > DeltaDictionary.MostBytes)
            return DeltaDictionary.None;
        var stored = await storage.GetOrAddDictionaryAsync(new(0, name, content), cancel);
        var dictionary = _byNumber.GetOrAdd(stored.Number, number => new DeltaDictionary(number, stored.Content));
        return _byName.GetOrAdd(name, dictionary);
    }

    private byte[] Write(CheckedAward award, SignedCredential signed)
    {
        var method = signed.VerificationMethod;
        byte[] header = JwsParts.TryTakeApart(signed.Utf8.Span, out var parts) ? parts.Header.ToArray() : [];
        var nobody = new AwardRequest(award.Request.Achievement, new AwardLearner("-", "-"), award.Request.AwardedOn)
        {
            Result = award.Request.Result,
            Language = award.Language,
        };
        if (!Did.TryParse(method.Split('#')[0], out var issuer)
            || !CheckedAward.Check(nobody, award.Centre, award.Achievement, award.Request.AwardedOn).TryGet(out var checkedAward, out _)
            || !CredentialDraft.Write(checkedAward, Guid.Empty, issuer, address.Url, new("0", 0)).Check().TryGet(out var draft, out _))
            return header;
        return [.. System.Text.Encoding.UTF8.GetBytes(method), .. header, .. draft.Utf8.Span];
    }
}
