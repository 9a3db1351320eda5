using System.IO.Compression;
using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Archiving;

/// <summary>
/// Everything that is kept about one person, as one ZIP file: records with what was asked for or handed in and what happened to them, the signed
/// credentials, and the journal of look-ups.
/// </summary>
public sealed class ComposeArchive
{
    private const int PageSize = 500;

    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    private readonly IEvidenceStorage _storage;
    private readonly AwardOpener _opener;
    private readonly ConsultRecords _records;
    private readonly LookUpLearner _lookUps;
    private readonly TimeProvider _time;

    internal ComposeArchive(IEvidenceStorage storage, AwardOpener opener, ConsultRecords records, LookUpLearner lookUps, TimeProvider time) =>
        (_storage, _opener, _records, _lookUps, _time) = (storage, opener, records, lookUps, time);

    /// <summary>The archive of the learner and whoever is the same person; <see cref="ProblemCode.NotFound"/> for an erased one.</summary>
    public async Task<Result<byte[]>> RunAsync(Guid learner, CancellationToken cancel = default)
    {
        if (await LearnerGroup.FindAsync(_storage, learner, cancel) is not { Head.State: LearnerState.Present } group)
            return JoinLearners.NoLearner;
        var items = new List<(RecordDocument Record, AwardView? Award)>();
        foreach (var record in await ReadAsync(group, cancel))
        {
            var award = record.Source == RecordSource.Award ? await _storage.FindAwardAsync(record.Id, cancel) : null;
            items.Add((record, award is null ? null : await _opener.OpenAsync(award, cancel)));
        }
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            var language = items.Select(item => item.Award?.Request?.Language).OfType<string>().FirstOrDefault() ?? "nl";
            Write(zip, "README.txt", System.Text.Encoding.UTF8.GetBytes(ArchiveTexts.ReadMe(language, _time.GetUtcNow())));
            Write(zip, "records.json", await WriteRecordsAsync(items, cancel));
            foreach (var form in items.SelectMany(item => item.Award?.Forms ?? []))
                Write(zip, $"credentials/{form.Id}.{(form.Form == CredentialForm.VcJwt ? "jwt" : "json")}", form.Utf8.Span);
            Write(zip, "lookups.json", await WriteLookupsAsync(group, cancel));
        }
        return output.ToArray();
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

    private async Task<byte[]> WriteRecordsAsync(IReadOnlyList<(RecordDocument Record, AwardView? Award)> items, CancellationToken cancel)
    {
        using var output = new MemoryStream();
        await using (var json = new Utf8JsonWriter(output, Readable))
        {
            json.WriteStartArray();
            foreach (var (record, award) in items)
            {
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

    private static void Write(ZipArchive zip, string name, ReadOnlySpan<byte> content)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(content);
    }
}
