using Credentials.EvidenceStore.Storage;
using Credentials.Web.Access;

namespace Credentials.EvidenceStore.Access;

/// <summary>API keys: <c>{id}.{secret}</c> of 32 random bytes, stored as SHA-256, compared in constant time, effective at once.</summary>
public sealed class ApiKeys : IAuthenticateCallers
{
    /// <summary>Durable. The answer is the only time the key can be seen.</summary>
    public Task<string> CreateAsync(CallerRole role, string? centre, CancellationToken cancel = default) => throw new NotImplementedException();

    public Task<IReadOnlyList<ApiKeyDocument>> ListAsync(CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>Durable; the next call with that key is refused.</summary>
    public Task<bool> RevokeAsync(string id, CancellationToken cancel = default) => throw new NotImplementedException();

    public ValueTask<Caller?> AuthenticateAsync(string apiKey, CancellationToken cancel) => throw new NotImplementedException();
}
