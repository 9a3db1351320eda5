using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Storage;

namespace Credentials.IssuerService.Staff.Learners;

/// <param name="Sought">Words of a name, or an e-mail address; null where nobody was asked for.</param>
/// <param name="IsFaulty">Whether what was asked cannot be understood.</param>
/// <param name="Cursor">Where in the list; null for its beginning.</param>
/// <param name="Found">Those who were found.</param>
/// <param name="HasDoubles">Whether somebody may be somebody else, and nobody has decided.</param>
public sealed record LearnerListView(string? Sought, bool IsFaulty, string? Cursor, Page<FoundLearner> Found, bool HasDoubles);
