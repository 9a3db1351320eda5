using System.Globalization;
using Credentials.Verifying;
using Spectre.Console;

namespace Credentials.App.CommandLine;

/// <summary>Shows a report as people read it: the verdict, what the credential says, each check, then what it holds.</summary>
internal static class ReportOnTerminal
{
    public static void Write(IAnsiConsole console, VerificationReport report)
    {
        var (word, colour) = report.Verdict switch
        {
            Verdict.Valid => ("VALID", Color.Green),
            Verdict.Invalid => ("NOT VALID", Color.Red),
            _ => ("COULD NOT BE DECIDED", Color.Yellow),
        };
        console.Write(new Text(word + "\n", new Style(colour, decoration: Decoration.Bold)));
        if (report.Credential is { } credential)
            console.Write(FactsOf(credential));
        console.Write(ChecksOf(report));
        foreach (var contained in report.Contained)
            Write(console, contained);
        foreach (var endorsement in report.Endorsements)
        {
            console.Write(new Text("\nEndorsement, which changes nothing in the verdict above:\n"));
            Write(console, endorsement);
        }

        if (report.EndorsementsLeftOut > 0)
            console.Write(new Text($"{report.EndorsementsLeftOut} more endorsements were not looked at.\n"));
    }

    private static Grid FactsOf(ReportedCredential credential)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add(grid, "Title", credential.Title);
        Add(grid, "Endorses", credential.Endorses);
        Add(grid, "Comment", credential.EndorsementComment);
        Add(grid, "Learner", credential.LearnerName);
        Add(grid, "Awarded on", credential.AwardedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        foreach (var level in credential.Levels)
            Add(grid, "Level", level.Level is { } number ? $"{level.Framework.ToUpperInvariant()} {number}" : level.Name);
        Add(grid, "Result", credential.Result);
        if (credential.Issuer is { } issuer)
        {
            Add(grid, "Issuer", issuer.Name is null ? $"{issuer.ClaimedName} (its own claim, not confirmed)" : $"{issuer.Name}, KBO {issuer.Kbo}");
            Add(grid, "", issuer.Did ?? issuer.Address);
        }

        foreach (var claim in credential.Claims.Where(claim => !claim.IsToldElsewhere))
            Add(grid, OnTerminal.Plain(claim.NameIn("en")), claim.Text);

        return grid;
    }

    private static Table ChecksOf(VerificationReport report)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("outcome", "check", "message");
        foreach (var check in report.Checks)
        {
            var (sign, colour) = check.Outcome switch
            {
                CheckOutcome.Passed => ("passed", Color.Green),
                CheckOutcome.Failed => ("failed", Color.Red),
                _ => ("undetermined", Color.Yellow),
            };
            var message = check.Detail is null ? check.Message : $"{check.Message} {check.Detail}";
            table.AddRow(new Text(sign, new Style(colour)), new Text(check.Id), new Text(OnTerminal.Plain(message)));
        }

        return table;
    }

    private static void Add(Grid grid, string label, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            grid.AddRow(new Text(label), new Text(OnTerminal.Plain(value)));
    }
}
