namespace Credentials.Tests.Vectors;

/// <summary>A fact that reads the published vectors; skipped, saying so, where they are absent.</summary>
public sealed class VectorFactAttribute : FactAttribute
{
    public const string Absent = "the published vectors are not there: expected the folder ../shared/data/vectors beside the repository";

    public VectorFactAttribute()
    {
        if (VectorFolder.Path is null)
            Skip = Absent;
    }
}
