namespace Credentials.IssuerService.ClassLists;

/// <summary>What came of some consecutive rows.</summary>
internal sealed record ClassListChunk(int Rows)
{
    public int Awarded { get; set; }

    public int Existing { get; set; }

    public int Rejected { get; set; }

    public List<RowError> Errors { get; } = [];
}
