using Credentials.EvidenceStore.Recording;
using Microsoft.AspNetCore.Http;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>A page of what a centre awards.</summary>
/// <param name="Sought">Words of the title or id; empty for all.</param>
/// <param name="IsArchived">Whether those that are awarded no more are shown, instead of those that are.</param>
/// <param name="IsLater">Whether it is not the first page.</param>
/// <param name="Items">By title.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record AchievementListView(string Sought, bool IsArchived, bool IsLater, IReadOnlyList<DefinedAchievement> Items, string? Next)
{
    public string PathFrom(string? cursor)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in new[] { ("q", Sought), ("archived", IsArchived ? "true" : ""), ("cursor", cursor ?? "") })
        {
            if (value.Length > 0)
                query = query.Add(name, value);
        }
        return AchievementPages.Path + query;
    }
}
