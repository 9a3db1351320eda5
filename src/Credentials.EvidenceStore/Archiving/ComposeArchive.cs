using System.IO.Compression;
using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.EvidenceFiles;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Archiving;

/// <summary>
/// Everything that is kept about one person, as one ZIP file: records with what was asked for or handed in and what happened to them, the signed
/// credentials, their documents, and the journal of look-ups. It is written as it is sent: documents can be many, and none is ever on the disk in clear.
/// </summary>
public sealed class ComposeArchive
{
    private const int PageSize = 500;

    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    private readonly IEvidenceStorage _storage;
    private readonly AwardOpener _opener;
    private readonly ConsultRecords _records;
    private readonly ReadEvidence _evidence;
    private readonly LookUpLearner _lookUps;
    private readonly TimeProvider _time;

    internal ComposeArchive(
        IEvidenceStorage storage, AwardOpener opener, ConsultRecords records, ReadEvidence evidence, LookUpLearner lookUps, TimeProvider time) =>
        (_storage, _opener, _records, _evidence, _lookUps, _time) = (storage, opener, records, evidence, lookUps, time);

    /// <summary>
    /// The archive of the learner and whoever is the same person, as what writes it into a stream; <see cref="ProblemCode.NotFound"/> for an erased one.
    /// </summary>
    public async Task<Result<Func<Stream, Task>>> RunAsync(Guid learner, CancellationToken cancel = default)
    {
        if (await LearnerGroup.FindAsync(_storage, learner, cancel) is not { Head.State: LearnerState.Present } group)
            return JoinLearners.NoLearner;
        var items = new List<ArchivedRecord>();
        foreach (var record in await ReadAsync(group, cancel))
        {
            var award = record.Source == RecordSource.Award ? await _storage.FindAwardAsync(record.Id, cancel) : null;
            var files = await _evidence.ListAsync(record.Id, RecordSight.All, cancel);
            items.Add(new(record, award is null ? null : await _opener.OpenAsync(award, cancel), files.IsSuccess ? files.Value : []));
        }
        var (records, lookups) = (await WriteRecordsAsync(items, cancel), await WriteLookupsAsync(group, cancel));
        return new Func<Stream, Task>(async target =>
        {
            await using var patient = new PatientStream(target);
            await WriteAsync(patient, items, records, lookups, cancel);
            await patient.FlushAsync(cancel);
        });
    }

    private async Task WriteAsync(Stream target, IReadOnlyList<ArchivedRecord> items, byte[] records, byte[] lookups, CancellationToken cancel)
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        var language = items.Select(item => item.Award?.Request?.Language).OfType<string>().FirstOrDefault() ?? "nl";
        await WriteAsync(zip, "README.txt", System.Text.Encoding.UTF8.GetBytes(ArchiveTexts.ReadMe(language, _time.GetUtcNow())), cancel);
        await WriteAsync(zip, "records.json", records, cancel);
        foreach (var form in items.SelectMany(item => item.Award?.Forms ?? []))
            await WriteAsync(zip, $"credentials/{form.Id}.{(form.Form switch { CredentialForm.VcJwt => "jwt", CredentialForm.DataIntegrity => "json", _ => "sd-jwt" })}", form.Utf8, cancel);
        await WriteAsync(zip, "lookups.json", lookups, cancel);
        foreach (var item in items)
        {
            foreach (var (file, name) in item.KeptFiles)
            {
                // Erased while the archive is being written: then it is not there any more.
                if (!(await _evidence.FindAsync(item.Record.Id, RecordSight.All, file.Digest, cancel)).TryGet(out var opened, out _))
                    continue;
                using (opened)
                {
                    await using var entry = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(cancel);
                    await opened.Content.CopyToAsync(entry, cancel);
                }
            }
        }
    }

    private async Task<IReadOnlyList<RecordDocument>> ReadAsync(LearnerGroup group, CancellationToken cancel)
    {
        var found = new List<RecordDocument>();
        var query = new RecordQuery(PageSize) { Learner = group.Head.Id, Aliases = [.. group.Ids.Skip(1)] };
        do
        {
            var page = await _storage.ListRecordsAsync(query, cancel);
            found.AddRange(page.Items);
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
        return found;
    }

    private async Task<byte[]> WriteRecordsAsync(IReadOnlyList<ArchivedRecord> items, CancellationToken cancel)
    {
        using var output = new MemoryStream();
        await using (var json = new Utf8JsonWriter(output, Readable))
        {
            json.WriteStartArray();
            foreach (var item in items)
            {
                var (record, award) = (item.Record, item.Award);
                json.WriteStartObject();
                RecordWords.Write(json, record);
                if (award?.Request is { } request)
                {
                    json.WritePropertyName("request");
                    json.WriteRawValue(StoredRequest.Write(request));
                }
                else if ((await _records.FindAsync(record.Id, RecordSight.All, cancel)).TryGet(out var view, out _) && view.Content is { } content)
                {
                    json.WritePropertyName("content");
                    content.WriteTo(json);
                }
                WriteFiles(json, item);
                json.WritePropertyName("history");
                JsonSerializer.Serialize(json, (await _records.HistoryAsync(record.Id, RecordSight.All, cancel)).Value, JsonSerializerOptions.Web);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return output.ToArray();
    }

    private async Task<byte[]> WriteLookupsAsync(LearnerGroup group, CancellationToken cancel)
    {
        using var output = new MemoryStream();
        await using (var json = new Utf8JsonWriter(output, Readable))
        {
            json.WriteStartArray();
            string? cursor = null;
            do
            {
                var page = await _lookUps.ListAsync(group, cursor, PageSize, cancel);
                foreach (var lookup in page.Items)
                    LearnerJson.Write(json, lookup);
                cursor = page.Next;
            }
            while (cursor is not null);
            json.WriteEndArray();
        }
        return output.ToArray();
    }

    private static void WriteFiles(Utf8JsonWriter json, ArchivedRecord item)
    {
        if (item.Files.Count == 0)
            return;
        var names = item.KeptFiles.ToDictionary(kept => kept.File.Id, kept => kept.Name);
        json.WriteStartArray("evidence");
        foreach (var file in item.Files)
        {
            json.WriteStartObject();
            json.WriteString("digest", file.Digest);
            json.WriteString("mediaType", file.Kind.MediaType);
            json.WriteNumber("size", file.Size);
            if (names.TryGetValue(file.Id, out var name))
                json.WriteString("file", name);
            else
                json.WriteString("erasedAt", file.ErasedAt!.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static async Task WriteAsync(ZipArchive zip, string name, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel);
        await entry.WriteAsync(content, cancel);
    }

    private sealed record ArchivedRecord(RecordDocument Record, AwardView? Award, IReadOnlyList<EvidenceFile> Files)
    {
        /// <summary>Each with its name in the archive: two may have been called the same.</summary>
        public IReadOnlyList<(EvidenceFile File, string Name)> KeptFiles { get; } =
            [.. Files.Index().Where(one => one.Item.State == EvidenceFileAvailability.Kept)
                .Select(one => (one.Item, $"evidence/{Record.Id}/{one.Index + 1}-{one.Item.Name}"))];
    }
}
