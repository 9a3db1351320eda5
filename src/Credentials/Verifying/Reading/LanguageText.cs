using System.Buffers;
using System.Text.Json;

namespace Credentials.Verifying.Reading;

/// <summary>
/// A name or description (VC Data Model 2.0 sections 4.6 and 11.1): a string, or an object of nothing but <c>@value</c>, <c>@language</c> and
/// <c>@direction</c>, or several of them.
/// </summary>
internal static class LanguageText
{
    private const int MaxParts = 32;
    private static readonly SearchValues<char> Alphanumerics = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsWellFormed(JsonElement value)
    {
        foreach (var one in JsonReading.Each(value))
            if (one.ValueKind != JsonValueKind.String && !IsValueObject(one))
                return false;
        return value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > 0;
    }

    private static bool IsValueObject(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return false;
        var hasText = false;
        foreach (var member in value.EnumerateObject())
        {
            var isRight = member.Name switch
            {
                "@value" => hasText = member.Value.ValueKind == JsonValueKind.String,
                "@language" => JsonReading.Text(member.Value) is { } tag && IsLanguageTag(tag),
                "@direction" => JsonReading.Text(member.Value) is "ltr" or "rtl" or "auto",
                _ => false,
            };
            if (!isRight)
                return false;
        }

        return hasText;
    }

    /// <summary>Whether a tag is well formed by BCP 47 (RFC 5646 section 2.1), grandfathered tags aside; whether it is registered is not asked.</summary>
    internal static bool IsLanguageTag(ReadOnlySpan<char> tag)
    {
        Span<Range> parts = stackalloc Range[MaxParts];
        var count = tag.Split(parts, '-');
        if (count is 0 or MaxParts)
            return false;
        for (var index = 0; index < count; index++)
            if (tag[parts[index]] is not { Length: >= 1 and <= 8 } part || part.ContainsAnyExcept(Alphanumerics))
                return false;
        var first = tag[parts[0]];
        if (first is "x" or "X")
            return count > 1;
        if (first.Length < 2 || !IsAlphabetic(first))
            return false;
        var at = 1;
        if (first.Length <= 3)
            for (var extended = 0; extended < 3 && at < count && tag[parts[at]] is { Length: 3 } part && IsAlphabetic(part); extended++)
                at++;
        if (at < count && tag[parts[at]] is { Length: 4 } script && IsAlphabetic(script))
            at++;
        if (at < count && IsRegion(tag[parts[at]]))
            at++;
        while (at < count && IsVariant(tag[parts[at]]))
            at++;
        return AreExtensions(tag, parts[at..count]);
    }

    private static bool IsAlphabetic(ReadOnlySpan<char> part) => !part.ContainsAnyInRange('0', '9');

    private static bool IsRegion(ReadOnlySpan<char> part) =>
        (part.Length == 2 && IsAlphabetic(part)) || (part.Length == 3 && !part.ContainsAnyExceptInRange('0', '9'));

    private static bool IsVariant(ReadOnlySpan<char> part) => part.Length >= 5 || (part.Length == 4 && char.IsAsciiDigit(part[0]));

    // A letter or digit announces each, and something must follow it; after x anything goes.
    private static bool AreExtensions(ReadOnlySpan<char> tag, ReadOnlySpan<Range> parts)
    {
        var needsMore = false;
        for (var index = 0; index < parts.Length; index++)
        {
            var part = tag[parts[index]];
            if (part is "x" or "X")
                return !needsMore && index + 1 < parts.Length;
            if (part.Length == 1 && needsMore)
                return false;
            if (part.Length > 1 && index == 0)
                return false;
            needsMore = part.Length == 1;
        }

        return !needsMore;
    }
}
