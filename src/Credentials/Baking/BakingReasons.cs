namespace Credentials.Baking;

/// <summary>Why no credential could be taken out of a file, as stable codes; pages translate them.</summary>
public static class BakingReasons
{
    /// <summary>The file is sound and holds no credential.</summary>
    public const string NothingInside = "nothing-inside";

    /// <summary>It holds more than one, and which of them is meant nobody knows.</summary>
    public const string SeveralInside = "several-inside";

    /// <summary>It is cut off, changed, or made in a way that is not read here.</summary>
    public const string FileUnreadable = "file-unreadable";

    internal static Problem Nothing(string detail) => Of(NothingInside, detail);

    internal static Problem Several(string detail) => Of(SeveralInside, detail);

    internal static Problem Unreadable(string detail) => Of(FileUnreadable, detail);

    private static Problem Of(string reason, string detail) => new(ProblemCode.NotACredential, detail) { Errors = [new InputError("", reason, detail)] };
}
