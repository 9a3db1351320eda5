using System.Text.RegularExpressions;

namespace Credentials.Services.Tests.Mailing;

/// <summary>A mail as a reader takes it apart: unfolded headers with their encoded words (RFC 2047) read, and the parts of a multipart/alternative.</summary>
internal sealed partial class ReceivedMail
{
    private ReceivedMail(ILookup<string, string> headers, string raw, IReadOnlyDictionary<string, string> parts) => (Headers, Raw, Parts) = (headers, raw, parts);

    public ILookup<string, string> Headers { get; }

    public string Raw { get; }

    /// <summary>Contents by media type.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; }

    public string Text => Parts["text/plain"];

    public string Html => Parts["text/html"];

    public string Subject => this["Subject"];

    public string To => this["To"];

    public string Id => this["Message-ID"];

    public string this[string name] => Assert.Single(Headers[name]);

    public static ReceivedMail Parse(byte[] bytes)
    {
        var raw = System.Text.Encoding.UTF8.GetString(bytes);
        var (head, body) = Split(raw);
        var headers = HeadersOf(head);
        var boundary = Boundary().Match(headers["Content-Type"].Single()).Groups[1].Value;
        var parts = new Dictionary<string, string>();
        foreach (var part in body.Split("--" + boundary).Skip(1).SkipLast(1))
        {
            var (partHead, content) = Split(part.TrimStart('\r', '\n'));
            var partHeaders = HeadersOf(partHead);
            Assert.Equal("base64", partHeaders["Content-Transfer-Encoding"].Single());
            parts.Add(
                partHeaders["Content-Type"].Single().Split(';')[0],
                System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(content.Replace("\r\n", "", StringComparison.Ordinal))));
        }
        return new(headers, raw, parts);
    }

    private static (string Head, string Body) Split(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (text[..end], text[(end + 4)..]);
    }

    private static ILookup<string, string> HeadersOf(string head) => Fold().Replace(head, " ").Split("\r\n").Select(line => line.Split(':', 2))
        .ToLookup(pair => pair[0], pair => Decode(pair[1].Trim()), StringComparer.OrdinalIgnoreCase);

    private static string Decode(string value) => Word().Replace(Between().Replace(value, "?==?"), word => System.Text.Encoding.UTF8.GetString(
        word.Groups[1].Value is "B" or "b"
            ? Convert.FromBase64String(word.Groups[2].Value)
            : [.. Quoted(word.Groups[2].Value.Replace('_', ' '))]));

    private static IEnumerable<byte> Quoted(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=')
            {
                yield return Convert.ToByte(text.Substring(at + 1, 2), 16);
                at += 2;
            }
            else
            {
                yield return (byte)text[at];
            }
        }
    }

    [GeneratedRegex("boundary=\"?([^\";]+)\"?")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex Between();
}
