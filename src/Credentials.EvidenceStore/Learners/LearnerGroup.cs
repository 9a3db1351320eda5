using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Learners;

/// <summary>One person: learners of whom each is an alias of another, as far as is known.</summary>
/// <param name="Head">The learner whom the others stand for: the one that is no alias.</param>
/// <param name="Members">All of them, the head first.</param>
public sealed record LearnerGroup(LearnerDocument Head, IReadOnlyList<LearnerDocument> Members)
{
    public IReadOnlyList<Guid> Ids => [.. Members.Select(member => member.Id)];

    /// <summary>Whether nobody of them is erased, or is being erased.</summary>
    public bool IsPresent => Members.All(member => member.State == LearnerState.Present);

    /// <summary>
    /// The learner by whose alias the two hang together: on the way from each to where the ways meet the last one before that place, on the first one's way
    /// if there is any, because that is the alias that was made when the two were joined; those further down are older.
    /// </summary>
    internal LearnerDocument LinkBetween(Guid one, Guid other)
    {
        var (way, opposite) = (WayFrom(one), WayFrom(other));
        var own = way.TakeWhile(learner => !opposite.Contains(learner)).ToList();
        if (own.Count > 0)
            return own[^1];
        // Where each leads to the other it is a circle, which is cut at the first; what is left of it is a way like any other.
        return opposite.TakeWhile(learner => !way.Contains(learner)).LastOrDefault() ?? way[0];
    }

    private List<LearnerDocument> WayFrom(Guid learner)
    {
        var members = Members.ToDictionary(member => member.Id);
        var way = new List<LearnerDocument>();
        for (var next = (Guid?)learner; next is { } id && members.TryGetValue(id, out var member) && !way.Contains(member); next = member.AliasOf)
            way.Add(member);
        return way;
    }

    /// <summary>
    /// Every learner who can be reached by aliases in either direction. Two people may have linked the same two learners in opposite directions at one
    /// moment: a circle is one person too, and one of its learners, always the same, the head.
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
