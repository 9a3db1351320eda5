using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Learners;

/// <summary>One person: learners of whom each is an alias of another, as far as is known.</summary>
/// <param name="Head">The learner whom the others stand for: the one that is no alias.</param>
/// <param name="Members">All of them, the head first.</param>
public sealed record LearnerGroup(LearnerDocument Head, IReadOnlyList<LearnerDocument> Members)
{
    public IReadOnlyList<Guid> Ids => [.. Members.Select(member => member.Id)];

    /// <summary>
    /// Every learner who can be reached by aliases in either direction. Two people may have linked the same two learners in opposite directions at one
    /// moment: a circle is one person too, and its newest learner the head.
    /// </summary>
    internal static async Task<LearnerGroup?> FindAsync(IEvidenceStorage storage, Guid id, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, LearnerDocument>();
        var open = new Queue<Guid>([id]);
        while (open.TryDequeue(out var next))
        {
            if (found.ContainsKey(next) || await storage.FindLearnerAsync(next, cancel) is not { } learner)
                continue;
            found.Add(next, learner);
            if (learner.AliasOf is { } other)
                open.Enqueue(other);
            foreach (var alias in await storage.ListAliasesAsync(next, cancel))
                open.Enqueue(alias.Id);
        }
        if (found.Count == 0)
            return null;
        var head = found.Values.OrderBy(learner => learner.AliasOf is not null).ThenByDescending(learner => learner.Id).First();
        return new(head, [head, .. found.Values.Where(learner => learner != head).OrderBy(learner => learner.Id)]);
    }
}
