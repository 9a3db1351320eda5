using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Erasing;

/// <summary>Whether one centre has all records of a person.</summary>
internal static class RecordsOfOne
{
    private const int PageSize = 200;

    /// <summary>False where somebody else has a record, or one came from outside.</summary>
    public static async Task<bool> AreAllAsync(IEvidenceStorage storage, string centre, LearnerGroup group, CancellationToken cancel)
    {
        string? cursor = null;
        do
        {
            var page = await storage.ListRecordsAsync(
                new(PageSize) { Learner = group.Head.Id, Aliases = [.. group.Ids.Where(id => id != group.Head.Id)], Cursor = cursor }, cancel);
            if (page.Items.Any(record => record.Source != RecordSource.Award || record.Facts.Centre != centre))
                return false;
            cursor = page.Next;
        }
        while (cursor is not null);
        return true;
    }
}
