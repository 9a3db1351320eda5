using System.Security.Cryptography;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Contexts;

/// <summary>A context of a deployment's own in a file, and the settings that add it.</summary>
internal static class AddedContextFile
{
    public const string Url = "https://terms.example/v1";

    public const string Text = """{"@context": {"@protected": true, "courseMark": "https://terms.example/courseMark"}}""";

    public static string Sha256 { get; } = DigestOf(Text);

    public static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    public static string WriteTo(TemporaryFolder folder, string text = Text)
    {
        var file = folder.File("terms.jsonld");
        File.WriteAllText(file, text);
        return file;
    }

    public static Dictionary<string, string?> Settings(string? url, string? file, string? sha256, int index = 0) => new()
    {
        [$"LinkedData:Contexts:{index}:Url"] = url,
        [$"LinkedData:Contexts:{index}:File"] = file,
        [$"LinkedData:Contexts:{index}:Sha256"] = sha256,
    };
}
