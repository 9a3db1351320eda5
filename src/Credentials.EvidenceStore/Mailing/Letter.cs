using Credentials.Web.Languages;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>A mail in words, before it is put into a form that travels.</summary>
internal sealed record Letter
{
    public required string MessageId { get; init; }

    public required PageLanguage Language { get; init; }

    public required string From { get; init; }

    /// <summary>The centre's name.</summary>
    public required string FromName { get; init; }

    /// <summary>The centre's own address; null where it has none.</summary>
    public string? ReplyTo { get; init; }

    public required string To { get; init; }

    public required string ToName { get; init; }

    public required string Subject { get; init; }

    public required IReadOnlyList<LetterPart> Parts { get; init; }
}

/// <summary>A part of a letter's body.</summary>
internal abstract record LetterPart
{
    private LetterPart()
    {
    }

    public sealed record Paragraph(string Text) : LetterPart;

    /// <summary>Somebody else's words, lines and all.</summary>
    public sealed record Quotation(string Text) : LetterPart;

    public sealed record Link(string Text, string Address) : LetterPart;

    /// <summary>Digits to be read and typed.</summary>
    public sealed record Code(string Digits) : LetterPart;

    public sealed record Small(string Text) : LetterPart;
}
