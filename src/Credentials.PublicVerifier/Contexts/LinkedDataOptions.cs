namespace Credentials.PublicVerifier.Contexts;

/// <summary>Section <c>LinkedData</c>: what credentials may refer to beside the contexts that come along.</summary>
public sealed class LinkedDataOptions
{
    public const string Section = "LinkedData";

    /// <summary>Contexts that the deployment answers for; none by default.</summary>
    public IReadOnlyList<AddedContext> Contexts { get; set; } = [];
}
