using System.Globalization;
using Credentials.IssuerService.ClassLists;
using Spectre.Console;

namespace Credentials.App.CommandLine;

/// <summary>What a terminal gets to see, and what a file or another program gets in its place.</summary>
internal static class OnTerminal
{
    // Wider than any line of ours, so that a redirected result is not broken into pieces that no program finds again.
    private const int Unbroken = 4096;

    /// <summary>Standard output: coloured and as wide as the terminal; plain and unbroken where it is redirected.</summary>
    public static IAnsiConsole Output()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = Unbroken;
        return plain;
    }

    /// <summary>A progress bar on standard error where that is a terminal; elsewhere nothing, so that logs stay readable.</summary>
    public static async Task<T> WithProgressAsync<T>(string title, Func<IProgress<ClassListState>?, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return await work(null);
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal.Progress().StartAsync(context => work(new Bar(context.AddTask(Markup.Escape(title)))));
    }

    /// <summary>A stranger's text must not steer the terminal.</summary>
    public static string Plain(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsControl(source[i]) || char.GetUnicodeCategory(source[i]) == UnicodeCategory.Format ? '\uFFFD' : source[i];
    });

    private sealed class Bar(ProgressTask task) : IProgress<ClassListState>
    {
        public void Report(ClassListState value)
        {
            task.MaxValue = Math.Max(1, value.Document.Total);
            task.Value = value.Document.RowsDone;
        }
    }
}
