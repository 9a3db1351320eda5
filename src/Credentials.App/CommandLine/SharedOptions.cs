using System.CommandLine;

namespace Credentials.App.CommandLine;

/// <summary>The options that every command has, and the program without a command too.</summary>
internal static class SharedOptions
{
    public static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Address to listen on; the default is http://localhost:8080.",
        HelpName = "URL",
        Recursive = true,
    };

    public static readonly Option<string?> Folder = new("--data")
    {
        Description = "Folder of the database, keys and generated secrets; the default is ./data.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Behind it stands <c>Name=value</c>; see <see cref="SettingWords.Mark"/>. People write <c>--Name=value</c>.</summary>
    public static readonly Option<string[]> Setting = new("--setting")
    {
        Hidden = true,
        Recursive = true,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
