using Credentials.Web.SignIn;

namespace Credentials.EvidenceStore.Staff;

/// <summary>A member of a centre's staff as colleagues see one.</summary>
/// <param name="Version">Of the stored document.</param>
/// <param name="Email">Where the member was invited; null for who was not, or was removed.</param>
/// <param name="IsBound">Whether an account of the OpenID provider signs in as this member.</param>
/// <param name="RemovedAt">Null for whoever still may sign in.</param>
public sealed record KnownMember(
    Guid Id, string Centre, StaffRole Role, string Name, string? Email, bool IsBound, long Version, DateTimeOffset AddedAt, DateTimeOffset? RemovedAt);
