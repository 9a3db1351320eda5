using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>
/// Puts a letter into the form that travels: text and HTML, one of which the reader shows (multipart/alternative, RFC 2046 section 5.1.4). Nothing that a
/// person typed can end a header or open a tag.
/// </summary>
internal static class WriteMessage
{
    private static readonly System.Text.Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    // Letters stay readable in the source of the mail; what has a meaning in HTML does not.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Null where an address is none that mail can go to.</summary>
    public static MailMessage? Of(Letter letter)
    {
        if (AddressOf(letter.From, letter.FromName) is not { } from || AddressOf(letter.To, letter.ToName) is not { } to)
            return null;
        var message = new MailMessage(from, to) { Subject = Header(letter.Subject), SubjectEncoding = Utf8, HeadersEncoding = Utf8 };
        if (letter.ReplyTo is { } centre && AddressOf(centre, letter.FromName) is { } replyTo)
            message.ReplyToList.Add(replyTo);
        message.Headers.Add("Message-ID", letter.MessageId);
        // RFC 3834 section 5: who answers by a machine does not answer this one.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Content-Language", letter.Language.Tag);
        message.AlternateViews.Add(View(TextOf(letter), MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(HtmlOf(letter), MediaTypeNames.Text.Html));
        return message;
    }

    /// <summary>An encoded word (RFC 2047) that somebody typed would be read as what it stands for, line ends included: it is taken apart.</summary>
    private static string Header(string text) => OneLine(text).Replace("=?", "= ?", StringComparison.Ordinal);

    /// <summary>Control characters and line separators become spaces.</summary>
    private static string OneLine(string text) =>
        string.Join(' ', new string([.. text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter)])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static string TextOf(Letter letter)
    {
        var text = new StringBuilder();
        foreach (var part in letter.Parts)
        {
            text.Append(part switch
            {
                LetterPart.Paragraph paragraph => paragraph.Text,
                LetterPart.Quotation quotation => "    " + string.Join("\r\n    ", Lines(quotation.Text)),
                LetterPart.Link link => $"{link.Text}:\r\n{link.Address}",
                LetterPart.Code code => "    " + code.Digits,
                LetterPart.Small small => small.Text,
                _ => throw new ArgumentOutOfRangeException(nameof(letter)),
            }).Append("\r\n\r\n");
        }
        return text.ToString().TrimEnd() + "\r\n";
    }

    public static string HtmlOf(Letter letter)
    {
        var html = new StringBuilder()
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"<!DOCTYPE html>\r\n<html lang=\"{letter.Language.Tag}\">\r\n<head><meta charset=\"utf-8\"><title>{Html.Encode(OneLine(letter.Subject))}</title></head>\r\n")
            .Append("<body style=\"margin:0;padding:24px;font:16px/1.5 system-ui,'Segoe UI',Roboto,Arial,sans-serif;color:#1a1a1a;background:#ffffff\">\r\n<div style=\"max-width:36em;margin:0 auto\">\r\n");
        foreach (var part in letter.Parts)
        {
            html.Append(part switch
            {
                LetterPart.Paragraph paragraph => $"<p>{Html.Encode(paragraph.Text)}</p>",
                LetterPart.Quotation quotation =>
                    $"<blockquote style=\"margin:0 0 1em;padding:0 0 0 12px;border-left:3px solid #767676\">{string.Join("<br>\r\n", Lines(quotation.Text).Select(Html.Encode))}</blockquote>",
                LetterPart.Link link =>
                    $"<p><a href=\"{Html.Encode(link.Address)}\" style=\"display:inline-block;padding:12px 20px;border-radius:6px;background:#0b4f8a;color:#ffffff\">{Html.Encode(link.Text)}</a></p>\r\n"
                    + $"<p style=\"font-size:14px;color:#595959;overflow-wrap:anywhere\">{Html.Encode(link.Address)}</p>",
                LetterPart.Code code => $"<p style=\"font-size:28px;letter-spacing:0.15em\"><strong>{Html.Encode(code.Digits)}</strong></p>",
                LetterPart.Small small => $"<p style=\"font-size:14px;color:#595959\">{Html.Encode(small.Text)}</p>",
                _ => throw new ArgumentOutOfRangeException(nameof(letter)),
            }).Append("\r\n");
        }
        return html.Append("</div>\r\n</body>\r\n</html>\r\n").ToString();
    }

    private static string[] Lines(string text) => [.. text.ReplaceLineEndings("\n").Split('\n').Select(OneLine)];

    /// <summary>Base64, because lines of any length and every letter pass through every server in it as they are.</summary>
    private static AlternateView View(string content, string mediaType)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Utf8, mediaType);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }

    /// <summary>The address itself, and nothing that it could be read as besides.</summary>
    private static MailAddress? AddressOf(string address, string name) =>
        MailAddress.TryCreate(address, Header(name), Utf8, out var read) && read.Address.Equals(address, StringComparison.OrdinalIgnoreCase) ? read : null;
}
