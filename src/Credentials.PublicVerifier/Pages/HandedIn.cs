using Credentials.Baking;
using Credentials.Encoding;
using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.Pages;

/// <summary>What came with the form of /verify: bytes to check, or what is wrong with them.</summary>
/// <param name="Bytes">Trimmed; empty when there is an error.</param>
/// <param name="Text">The same as text, where it was pasted.</param>
/// <param name="Error">Key of the message, null when there are bytes.</param>
internal sealed record HandedIn(ReadOnlyMemory<byte> Bytes, string? Text, string? Error)
{
    /// <summary>The form may be a little larger than the file in it.</summary>
    public const int MaxFormBytes = BakedFile.MaxBytes + 64 * 1024;

    public static async Task<HandedIn> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var (form, error) = await PostedForm.ReadAsync(request, MaxFormBytes, mostParts: 16, cancel);
        return form is null ? Faulty(error!)
            : form.Files.GetFile("file") is { Length: > 0 } file ? await FromFileAsync(file, cancel)
            : FromText(form["credential"].ToString());
    }

    private static async Task<HandedIn> FromFileAsync(IFormFile file, CancellationToken cancel)
    {
        if (file.Length > BakedFile.MaxBytes) return Faulty("too-large");
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancel);
        return Of(Trim(bytes), text: null);
    }

    private static HandedIn FromText(string text) => Of(Trim(System.Text.Encoding.UTF8.GetBytes(text)), text.Trim());

    private static HandedIn Of(ReadOnlyMemory<byte> bytes, string? text) =>
        bytes.Length == 0 ? Faulty("empty") : bytes.Length > MostOf(bytes.Span) ? Faulty("too-large") : new HandedIn(bytes, text, null);

    /// <summary>How large it may be, in bytes: an image or a printed page with a credential in it more than a credential by itself.</summary>
    public static int MostOf(ReadOnlySpan<byte> bytes) => BakedFile.KindOf(bytes) is null ? StrictJson.MaxBytes : BakedFile.MaxBytes;

    private static HandedIn Faulty(string error) => new(default, null, error);

    /// <summary>Without what editors put around a text: a byte order mark before it, a line end after it.</summary>
    public static ReadOnlyMemory<byte> Trim(byte[] bytes)
    {
        var start = bytes.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble) ? 3 : 0;
        var end = bytes.Length;
        while (start < end && bytes[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') start++;
        while (end > start && bytes[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') end--;
        return bytes.AsMemory(start, end - start);
    }
}
