namespace Credentials.Presentations;

/// <summary>The names of the response modes.</summary>
public static class ResponseModes
{
    public static string NameOf(ResponseMode mode) => mode == ResponseMode.DirectPost ? "direct_post" : "direct_post.jwt";

    public static bool TryParse(string? name, out ResponseMode mode)
    {
        mode = name == "direct_post.jwt" ? ResponseMode.DirectPostJwt : ResponseMode.DirectPost;
        return name == NameOf(mode);
    }
}
