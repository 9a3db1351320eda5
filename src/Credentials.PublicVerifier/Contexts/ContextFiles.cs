using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.LinkedData;

namespace Credentials.PublicVerifier.Contexts;

/// <summary>Reads the contexts that a deployment adds, each held against its digest.</summary>
internal static class ContextFiles
{
    /// <summary>The contexts that come along with the added ones; <see cref="ProblemCode.InvalidInput"/> names the setting that is wrong.</summary>
    public static Result<JsonLdContexts> Read(LinkedDataOptions options)
    {
        var contexts = JsonLdContexts.Bundled;
        for (var index = 0; index < options.Contexts.Count; index++)
        {
            if (!Add(contexts, options.Contexts[index], Setting(index)).TryGet(out var more, out var problem))
                return problem;
            contexts = more;
        }

        // Only now, because one that is added may lead to another.
        for (var index = 0; index < options.Contexts.Count; index++)
        {
            var added = options.Contexts[index];
            if (contexts.FindFault(added.Url!) is { } fault)
                return Refused($"{Setting(index)}:{nameof(added.File)}: {added.File} is no JSON-LD context that can be used: {fault.Detail}.");
        }

        return contexts;
    }

    private static string Setting(int index) => $"{LinkedDataOptions.Section}:{nameof(LinkedDataOptions.Contexts)}:{index}";

    private static Result<JsonLdContexts> Add(JsonLdContexts contexts, AddedContext added, string setting)
    {
        if (string.IsNullOrEmpty(added.Url))
            return Refused($"{setting}:{nameof(added.Url)} is missing; it is the address of the context.");
        if (contexts.Urls.Contains(added.Url))
            return Refused($"{setting}:{nameof(added.Url)} is '{added.Url}', whose context comes along or was added before, and is not replaced.");
        if (string.IsNullOrEmpty(added.File))
            return Refused($"{setting}:{nameof(added.File)} is missing; it is the file with the context of {added.Url}.");
        if (!IsDigest(added.Sha256))
            return Refused($"{setting}:{nameof(added.Sha256)} is not the SHA-256 of {added.File} in 64 hexadecimal digits.");
        byte[] bytes;
        try
        {
            bytes = ReadFile(added.File);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refused($"{setting}:{nameof(added.File)}: {added.File} cannot be read: {fault.Message}");
        }

        if (bytes.Length > StrictJson.MaxBytes)
            return Refused($"{setting}:{nameof(added.File)}: {added.File} is larger than the {StrictJson.MaxBytes} bytes that a context may have.");
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!string.Equals(digest, added.Sha256, StringComparison.OrdinalIgnoreCase))
            return Refused($"{setting}:{nameof(added.Sha256)}: {added.File} has the SHA-256 {digest}, which is another.");
        if (!StrictJson.ParseElement(bytes).TryGet(out var json, out var malformed))
            return Refused($"{setting}:{nameof(added.File)}: {added.File} is no JSON that can be read: {malformed.Detail}.");
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("@context"u8, out _))
            return Refused($"{setting}:{nameof(added.File)}: {added.File} is no context: it is not an object with @context.");
        return contexts.With(added.Url, bytes).TryGet(out var more, out var problem)
            ? more
            : Refused($"{setting}:{nameof(added.Url)} is '{added.Url}': {problem.Detail}.");
    }

    // One byte more than is allowed shows that it is too large, however large it is.
    private static byte[] ReadFile(string file)
    {
        using var stream = File.OpenRead(file);
        var bytes = new byte[StrictJson.MaxBytes + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static bool IsDigest(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigit);

    private static Problem Refused(string detail) => new(ProblemCode.InvalidInput, detail);
}
