using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Consulting;

/// <summary>Reads awards. The centre is part of every question, so that "not yours" and "not there" look the same.</summary>
public sealed class ConsultAwards
{
    /// <param name="centre">Whose; null for the service itself and authorities.</param>
    public Task<Result<AwardView>> FindAsync(string? centre, Guid id, CancellationToken cancel = default) => throw new NotImplementedException();

    public Task<Page<AwardView>> ListAsync(AwardQuery query, CancellationToken cancel = default) => throw new NotImplementedException();
}
