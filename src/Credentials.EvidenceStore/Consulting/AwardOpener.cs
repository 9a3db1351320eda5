using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Consulting;

/// <summary>Opens and seals the sealed members of award documents.</summary>
internal sealed class AwardOpener(IEvidenceStorage storage, StoreSecrets secrets, CredentialDictionaries dictionaries)
{
    public async Task<AwardView> OpenAsync(AwardDocument award, CancellationToken cancel)
    {
        if (IsErased(award) || await FindKeyAsync(award.LearnerId, cancel) is not { } key)
            return new(award, null, [], []) { Fingerprints = SignaturePrints.Read(IsErased(award) ? award.SealedCredential : default) };
        var request = OpenRequest(award, key);
        return new(award, StoredRequest.Read(request), OpenJournal(award, key), await OpenFormsAsync(award, key, request, cancel));
    }

    /// <summary>Whether nothing personal is left in it.</summary>
    public static bool IsErased(AwardDocument award) => award.SealedRequest.IsEmpty;

    /// <summary>Null where the learner is erased, also between the award's being read and this: then nothing of the award can be opened.</summary>
    public async Task<LearnerKey?> FindKeyAsync(Guid learner, CancellationToken cancel) =>
        await storage.FindLearnerAsync(learner, cancel) is { State: not LearnerState.Erased } document ? secrets.Master.Unwrap(document) : null;

    public static byte[] OpenRequest(AwardDocument award, LearnerKey key) =>
        StoredRequest.Lengthen(key.OpenRequest(award.Id, award.SealedRequest.Span));

    public async ValueTask<IReadOnlyList<SignedCredential>> OpenFormsAsync(AwardDocument award, LearnerKey key, byte[] request, CancellationToken cancel)
    {
        if (award.SealedCredential.IsEmpty)
            return [];
        var bytes = key.OpenCredential(award.Id, award.SealedCredential.Span);
        var dictionary = await dictionaries.FindAsync(StoredForms.DictionaryOf(bytes), cancel);
        return StoredForms.Read(award.Id, bytes, dictionary, ContextOf(award.Id, request));
    }

    /// <summary>Seals the forms with the dictionary of the award's first form.</summary>
    public static byte[] SealForms(Guid award, IReadOnlyList<SignedCredential> forms, DeltaDictionary dictionary, LearnerKey key, byte[] request)
    {
        var context = ContextOf(award, request);
        var bytes = StoredForms.Write(forms, dictionary, context);
        // What cannot be read again must be found out while the credential is still at hand.
        var again = StoredForms.Read(award, bytes, dictionary, context);
        for (var form = 0; form < forms.Count; form++)
        {
            if (!again[form].Utf8.Span.SequenceEqual(forms[form].Utf8.Span))
                throw new InvalidOperationException("a signed form would not be stored as it is");
        }
        return key.SealCredential(award, bytes);
    }

    public async ValueTask<DeltaDictionary> DictionaryOfAsync(AwardDocument award, LearnerKey key, CancellationToken cancel) =>
        await dictionaries.FindAsync(StoredForms.DictionaryOf(key.OpenCredential(award.Id, award.SealedCredential.Span)), cancel);

    /// <summary>The award's journal with one more event.</summary>
    public static ReadOnlyMemory<byte> Append(AwardDocument award, LearnerKey key, AwardEvent happened) =>
        key.SealJournal(award.Id, StoredJournal.Write([.. OpenJournal(award, key), happened]));

    private static IReadOnlyList<AwardEvent> OpenJournal(AwardDocument award, LearnerKey key) =>
        award.SealedJournal.IsEmpty ? [] : StoredJournal.Read(key.OpenJournal(award.Id, award.SealedJournal.Span));

    /// <summary>What a reader of the forms knows before: the id as credentials spell it, and the request, whose names and dates they repeat.</summary>
    private static byte[] ContextOf(Guid award, byte[] request) => [.. System.Text.Encoding.ASCII.GetBytes($"urn:uuid:{award}"), .. request];
}
