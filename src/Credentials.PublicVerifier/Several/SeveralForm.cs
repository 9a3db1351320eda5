using Credentials.Baking;
using Credentials.PublicVerifier.Pages;
using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.Several;

/// <summary>What came with the form of /verify/several.</summary>
/// <param name="Text">What was pasted, to be corrected.</param>
/// <param name="Error">Key of the message, null where there is something to check.</param>
internal sealed record SeveralForm(IReadOnlyList<SeveralItem> Items, string? Text, string? Error)
{
    /// <summary>Of all files together.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    public static async Task<SeveralForm> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var (form, error) = await PostedForm.ReadAsync(request, MaxBytes, CheckSeveral.Most + 2, cancel);
        if (form is null) return Faulty(error!);
        var text = form["credentials"].ToString();
        var files = form.Files.GetFiles("files").Where(file => file.Length > 0).ToList();
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length + files.Count == 0) return Faulty("empty", text);
        if (lines.Length + files.Count > CheckSeveral.Most) return Faulty("too-many", text);
        var items = lines.Select(line => new SeveralItem(line, System.Text.Encoding.UTF8.GetBytes(line), IsText: true)).ToList();
        foreach (var file in files)
            items.Add(await ReadAsync(file, cancel));
        return new(items, text, null);
    }

    private static async Task<SeveralItem> ReadAsync(IFormFile file, CancellationToken cancel)
    {
        // One byte more than may be is enough to see that it is too large.
        var bytes = new byte[Math.Min(file.Length, BakedFile.MaxBytes + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancel);
        return new(Path.GetFileName(file.FileName), HandedIn.Trim(bytes), IsText: false);
    }

    private static SeveralForm Faulty(string error, string? text = null) => new([], text, error);
}
