namespace Credentials.LinkedData;

/// <summary>How a term's values are held (JSON-LD 1.1 section 9.15.1, <c>@container</c>).</summary>
[Flags]
internal enum ContainerMapping
{
    None = 0,
    Graph = 1,
    Id = 2,
    Index = 4,
    Language = 8,
    List = 16,
    Set = 32,
    Type = 64,
}
