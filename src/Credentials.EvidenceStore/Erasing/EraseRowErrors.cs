using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Erasing;

/// <summary>
/// Takes a person out of the row errors of class lists: what stood in a row about the person becomes null, and so does the row's mark. A list that was
/// being worked on when the erasure began must end first: its errors are still being written. So must one that waits for somebody, because its rows may name
/// the person: drafts and paused lists are not kept for long.
/// </summary>
internal sealed class EraseRowErrors(IEvidenceStorage storage, Batches batches, StoreSecrets secrets)
{
    /// <summary>False when lists are still worked on, and this must be run again.</summary>
    /// <param name="person">Who.</param>
    /// <param name="asked">When the erasure was asked for: whoever sends the person's data after that means somebody new.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<bool> RunAsync(ErasedPerson person, DateTimeOffset asked, CancellationToken cancel)
    {
        var isDone = true;
        foreach (var centre in (await storage.ListCentresAsync(cancel)).Select(centre => centre.Slug))
        {
            // Where nothing is recorded of the person, a name alone is somebody else's.
            var isKnown = person.Centres.Contains(centre, StringComparer.Ordinal);
            var marks = person.MarksIn(centre, secrets.Match);
            foreach (var batch in (await storage.ListBatchesAsync(centre, cancel)).Where(batch => batch.CreatedAt <= asked))
            {
                if (BatchStates.KeepsInput(batch.State))
                    isDone = false;
                else
                    await CleanAsync(centre, batch.Id, isKnown ? person : null, marks, cancel);
            }
        }
        return isDone;
    }

    private async Task CleanAsync(string centre, Guid id, ErasedPerson? person, IReadOnlyList<PersonMarks> marks, CancellationToken cancel)
    {
        while ((await batches.FindAsync(centre, id, cancel)).TryGet(out var batch, out _) && !batch.ErrorsJson.IsEmpty)
        {
            var json = JsonNode.Parse(batch.ErrorsJson.Span);
            var isChanged = false;
            foreach (var error in json?["errors"]?.AsArray().OfType<JsonObject>() ?? [])
                isChanged |= Clean(error, person, marks);
            if (!isChanged || await batches.SaveAsync(batch.Document, JsonSerializer.SerializeToUtf8Bytes(json), cancel) is not null)
                return;
        }
    }

    /// <param name="error">The row error.</param>
    /// <param name="person">Null where the centre has no record of the person.</param>
    /// <param name="marks">By what rows of the centre are told to be about the person.</param>
    private static bool Clean(JsonObject error, ErasedPerson? person, IReadOnlyList<PersonMarks> marks)
    {
        var mark = error[Batches.PersonMember]?.Deserialize<PersonMarks>(JsonSerializerOptions.Web);
        // A row that could not be read has no mark: only its own words tell.
        var isAbout = person is null ? mark is not null && mark.IsSurelyOf(marks)
            : mark is not null ? mark.IsOf(marks)
            : error["value"] is JsonValue value && value.TryGetValue<string>(out var text) && person.IsNamedIn(text);
        if (!isAbout)
            return false;
        error["value"] = null;
        error.Remove(Batches.PersonMember);
        return true;
    }
}
