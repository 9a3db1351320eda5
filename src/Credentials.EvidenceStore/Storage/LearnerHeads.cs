namespace Credentials.EvidenceStore.Storage;

/// <summary>Which learners are one person, by their aliases: one of them stands for all, whichever way the aliases point, also in a circle.</summary>
internal sealed class LearnerHeads
{
    private readonly Dictionary<Guid, Guid> _others = [];

    public void Join(Guid alias, Guid of)
    {
        var (one, other) = (HeadOf(alias), HeadOf(of));
        if (one != other)
            _others[one] = other;
    }

    public Guid HeadOf(Guid learner)
    {
        while (_others.TryGetValue(learner, out var other))
            learner = other;
        return learner;
    }
}
