namespace Credentials.LinkedData;

/// <summary>Which keywords an expanded map has.</summary>
[Flags]
internal enum ExpandedMembers
{
    None = 0,
    Id = 1,
    Type = 2,
    Value = 4,
    Language = 8,
    Direction = 16,
    Index = 32,
    List = 64,
    Set = 128,
    Graph = 256,
    Included = 512,
    Reverse = 1024,
}
