namespace Credentials.App.Jose;

/// <summary>What is secured, and how (VC-JOSE-COSE sections 3.1 and 3.2).</summary>
/// <param name="Name">On the command line.</param>
/// <param name="Type">The token's <c>typ</c>.</param>
/// <param name="Content">The token's <c>cty</c>.</param>
internal sealed record JoseFeature(string Name, string Type, string Content)
{
    public static IReadOnlyList<JoseFeature> All { get; } =
    [
        new("credential_jose", "vc+jwt", "vc"), new("credential_sdjwt", "vc+sd-jwt", "vc"), new("presentation_jose", "vp+jwt", "vp"), new("presentation_sdjwt", "vp+sd-jwt", "vp"),
    ];

    public bool IsPresentation => Content == "vp";

    public bool IsSelective => Type.EndsWith("+sd-jwt", StringComparison.Ordinal);

    public static JoseFeature? Find(string name) => All.FirstOrDefault(feature => feature.Name == name);

    /// <summary>Whether a header may say this of its type; media types compare without regard to case (RFC 7515 section 4.1.9).</summary>
    public bool IsType(string? type) => Is(type, Type);

    public bool IsContent(string? type) => Is(type, Content);

    private static bool Is(string? given, string expected) =>
        given is null || string.Equals(given, expected, StringComparison.OrdinalIgnoreCase) || string.Equals(given, "application/" + expected, StringComparison.OrdinalIgnoreCase);
}
