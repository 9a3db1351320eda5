namespace Credentials.Tests.Vectors;

/// <summary>A theory that reads the published vectors; skipped, saying so, where they are absent.</summary>
public sealed class VectorTheoryAttribute : TheoryAttribute
{
    public VectorTheoryAttribute()
    {
        if (VectorFolder.Path is null)
            Skip = VectorFactAttribute.Absent;
    }
}
