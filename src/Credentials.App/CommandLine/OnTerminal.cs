using System.Globalization;
using Credentials.IssuerService.ClassLists;
using Spectre.Console;

namespace Credentials.App.CommandLine;

/// <summary>What a terminal gets to see, and what a file or another program gets in its place.</summary>
internal static class OnTerminal
{
    /// <summary>Columns that hold any row without a break.</summary>
    private const int WideEnough = 400;

    /// <summary>Standard output: coloured and as wide as the terminal, or plain and wide where it goes to a file or another program.</summary>
    public static IAnsiConsole Out { get; } = MakeOut();

    /// <summary>A progress bar on standard error where that is a terminal; elsewhere nothing, so that logs stay readable.</summary>
    public static Task<T> WithProgressAsync<T>(string title, Func<IProgress<ClassListState>?, Task<T>> work) =>
        WithBarAsync(title, bar => work(bar is null ? null : new RowsOf(bar)));

    /// <summary>The same for work that counts its steps.</summary>
    public static Task<T> WithProgressAsync<T>(string title, Func<IProgress<(int Done, int Total)>?, Task<T>> work) =>
        WithBarAsync(title, work);

    private static async Task<T> WithBarAsync<T>(string title, Func<IProgress<(int Done, int Total)>?, Task<T>> work)
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

    private static IAnsiConsole MakeOut()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = WideEnough;
        return plain;
    }

    private sealed class RowsOf(IProgress<(int Done, int Total)> bar) : IProgress<ClassListState>
    {
        public void Report(ClassListState value) => bar.Report((value.Document.RowsDone, value.Document.Total));
    }

    private sealed class Bar(ProgressTask task) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }
}
