namespace Credentials.Presentations;

/// <summary>What an answer must be an answer to.</summary>
/// <param name="Ask">The question.</param>
/// <param name="ClientId">The whole <c>client_id</c> under which it was asked: whom the holder signed for.</param>
/// <param name="Nonce">The request's: what the holder signed for this answer alone.</param>
public sealed record PresentationExpectation(PresentationAsk Ask, string ClientId, string Nonce)
{
    public PresentationAsk Ask { get; } = Ask ?? throw new ArgumentNullException(nameof(Ask));

    // An empty one would be met by whatever is empty.
    public string ClientId { get; } = NotEmpty(ClientId, nameof(ClientId));

    public string Nonce { get; } = NotEmpty(Nonce, nameof(Nonce));

    private static string NotEmpty(string text, string name) => string.IsNullOrEmpty(text) ? throw new ArgumentException("empty", name) : text;
}
