namespace Credentials.LinkedData;

/// <summary>Where the text of one statement lies, and which blank nodes (by number, negative where there is none) belong into its gaps.</summary>
internal struct QuadForm
{
    public int Start;

    /// <summary>Where the gap for an object lies; a subject's is at the start.</summary>
    public int ObjectAt;

    public int GraphAt;

    public int End;

    public int Subject;

    public int Object;

    public int Graph;
}
