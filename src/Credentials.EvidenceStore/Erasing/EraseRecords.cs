using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.EvidenceFiles;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;

namespace Credentials.EvidenceStore.Erasing;

/// <summary>The records of a learner in an erasure: reads the person from them, then takes the person out of each.</summary>
internal sealed class EraseRecords(
    IEvidenceStorage storage, StoreSecrets secrets, AwardOpener opener, EvidenceFolder evidence, MailRoute mails, TimeProvider time)
{
    private const int PageSize = 200;

    public async Task<bool> IsNamedInAsync(LearnerDocument learner, string text, CancellationToken cancel) =>
        (await ReadPersonAsync(learner, cancel)).IsNamedIn(text);

    public async Task<ErasedPerson> ReadPersonAsync(LearnerDocument learner, CancellationToken cancel)
    {
        var (centres, names) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<KnownName>());
        var key = secrets.Master.Unwrap(learner);
        await foreach (var record in ListAsync(learner.Id, cancel))
        {
            if (record.Facts.Centre is { } centre)
                centres.Add(centre);
            if (await ReadLearnerAsync(record, key, cancel) is not { } content)
                continue;
            using var json = JsonDocument.Parse(content);
            var learnerOf = json.RootElement.GetProperty("learner");
            string? Text(string name) => learnerOf.TryGetProperty(name, out var value) ? value.GetString() : null;
            names.Add(new(
                Text("givenName"), Text("familyName"), IsoDate.TryParse(Text("birthDate"), out var birthDate) ? birthDate : null, Text("email"),
                Text("nationalNumber")));
        }
        return new([.. centres], [.. names]);
    }

    public async Task RunAsync(LearnerDocument learner, bool revokes, CancellationToken cancel)
    {
        var key = secrets.Master.Unwrap(learner);
        var now = time.GetUtcNow();
        await foreach (var record in ListAsync(learner.Id, cancel))
        {
            IReadOnlyList<ReadOnlyMemory<byte>> freed = [];
            byte[] signatures = [];
            if (record.Source == RecordSource.Award)
            {
                if (await storage.FindAwardAsync(record.Id, cancel) is not { } award || AwardOpener.IsErased(award))
                    continue;
                var json = AwardOpener.OpenRequest(award, key);
                var request = StoredRequest.Read(json);
                signatures = SignaturePrints.Of(await opener.OpenFormsAsync(award, key, json, cancel));
                freed = [secrets.Match.NaturalKeyOf(award.Centre, request, secrets.Match.LearnerOf(award.Centre, request))];
            }
            var files = await storage.ListEvidenceFilesAsync(record.Id, cancel);
            await storage.EraseRecordAsync(record.Id, freed, revokes, TimeOf(record, now), signatures, cancel);
            // What is left of them by a crash has no key, and is swept.
            foreach (var file in files)
                evidence.Delete(file.Id);
            if (mails.Folder is not { } folder || record.Source != RecordSource.Award)
                continue;
            foreach (var mail in await storage.ListMailsOfAwardAsync(record.Id, cancel))
                FolderDelivery.Remove(folder, mail.Id);
        }
    }

    /// <summary>
    /// The public log tells when a record was erased: by the day only, because one moment shared by some records would tell that they were one person's. Or
    /// the record's own last change, where that was on the same day, so that its events stay in order.
    /// </summary>
    private static DateTimeOffset TimeOf(RecordDocument record, DateTimeOffset now)
    {
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var last = record.ChangedAt ?? record.RecordedAt;
        return last > day ? last : day;
    }

    /// <summary>What was asked for or handed in, with its learner; null where it is erased already.</summary>
    private async Task<byte[]?> ReadLearnerAsync(RecordDocument record, LearnerKey key, CancellationToken cancel)
    {
        if (record.Source == RecordSource.Award)
            return await storage.FindAwardAsync(record.Id, cancel) is { } award && !AwardOpener.IsErased(award) ? AwardOpener.OpenRequest(award, key) : null;
        return await storage.FindProofAsync(record.Id, cancel) is { SealedContent.IsEmpty: false } proof
            ? key.OpenContent(record.Id, proof.SealedContent.Span)
            : null;
    }

    private async IAsyncEnumerable<RecordDocument> ListAsync(Guid learner, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        string? cursor = null;
        do
        {
            var page = await storage.ListRecordsAsync(new(PageSize) { Learner = learner, Cursor = cursor }, cancel);
            foreach (var record in page.Items)
                yield return record;
            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
