namespace Credentials.Presentations;

/// <summary>How the wallet answers (OpenID4VP 1.0 sections 8.2 and 8.3.1).</summary>
public enum ResponseMode
{
    /// <summary><c>direct_post</c>: as a form.</summary>
    DirectPost,

    /// <summary><c>direct_post.jwt</c>: encrypted, as a form with one field.</summary>
    DirectPostJwt,
}
