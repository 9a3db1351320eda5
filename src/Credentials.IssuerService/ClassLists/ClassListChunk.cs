namespace Credentials.IssuerService.ClassLists;

/// <summary>What came of some consecutive rows.</summary>
internal sealed record ClassListChunk(int Rows)
{
    public int Awarded { get; set; }

    public int Existing => ExistingAwards.Count;

    /// <summary>The rows that asked for an award that was there, each with that award.</summary>
    public List<ExistingAward> ExistingAwards { get; } = [];

    public int Rejected { get; set; }

    public List<RowError> Errors { get; } = [];

    public void AddExisting(int row, Guid award) => ExistingAwards.Add(new(row, award));
}

/// <summary>A row that asked for an award that was there already.</summary>
public readonly record struct ExistingAward(int Row, Guid Award);
