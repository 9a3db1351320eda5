using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Erasing;

/// <summary>
/// Takes a person out of the row errors of class lists: the values that name the person become null. A list that is still worked on is left to end
/// first: its rows are what the centre awards next.
/// </summary>
internal sealed class EraseRowErrors(IEvidenceStorage storage, Batches batches)
{
    public async Task RunAsync(ErasedPerson person, CancellationToken cancel)
    {
        foreach (var centre in person.Centres)
        {
            foreach (var batch in (await storage.ListBatchesAsync(centre, cancel)).Where(batch => batch.State != Batches.Running))
                await CleanAsync(centre, batch.Id, person, cancel);
        }
    }

    private async Task CleanAsync(string centre, Guid id, ErasedPerson person, CancellationToken cancel)
    {
        while ((await batches.FindAsync(centre, id, cancel)).TryGet(out var batch, out _) && !batch.ErrorsJson.IsEmpty)
        {
            var errors = JsonNode.Parse(batch.ErrorsJson.Span);
            if (errors is null || !Clean(errors, person))
                return;
            if (await batches.SaveAsync(batch.Document, JsonSerializer.SerializeToUtf8Bytes(errors), cancel) is not null)
                return;
        }
    }

    private static bool Clean(JsonNode node, ErasedPerson person)
    {
        var isChanged = false;
        switch (node)
        {
            case JsonArray array:
                for (var index = 0; index < array.Count; index++)
                    isChanged |= Clean(array[index], person, () => array[index] = null);
                break;
            case JsonObject members:
                foreach (var name in members.Select(member => member.Key).ToList())
                    isChanged |= Clean(members[name], person, () => members[name] = null);
                break;
            default:
                break;
        }
        return isChanged;
    }

    private static bool Clean(JsonNode? child, ErasedPerson person, Action remove)
    {
        if (child is not JsonValue value)
            return child is not null && Clean(child, person);
        if (!value.TryGetValue<string>(out var text) || !person.IsNamedIn(text))
            return false;
        remove();
        return true;
    }
}
