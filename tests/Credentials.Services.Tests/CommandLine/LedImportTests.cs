using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Led;

namespace Credentials.Services.Tests.CommandLine;

public sealed class LedImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Of 141 proofs 23 say no known date or type; the published answers repeat some references for other persons, or with other content, which one
    /// supplier's references never do.
    /// </summary>
    [LedFact]
    public async Task Every_published_proof_becomes_a_record_or_is_listed_and_reading_again_adds_nothing()
    {
        var first = await ImportAsync(Path.Combine(LedFiles.Folder!, "GeefBewijs"));
        var again = await ImportAsync(Path.Combine(LedFiles.Folder!, "GeefBewijs"));
        Assert.Equal((0, "files=36 proofs=141 records=84 refused=57 added=48"), (first.ExitCode, LastLine(first)));
        Assert.Equal((0, "files=36 proofs=141 records=84 refused=57 added=0"), (again.ExitCode, LastLine(again)));
        Assert.Equal(first.Error, again.Error);
        var reasons = first.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).CountBy(line => line.Split(": ")[2]).ToDictionary();
        Assert.Equal((22, 1), (reasons["unknown-date"], reasons["unknown-taxonomy"]));
        Assert.Contains("88642199886.xml: VDAB BASISSTUDIES-2330395: unknown-date: ", first.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_is_named_and_stops_no_other()
    {
        var answers = Directory.CreateDirectory(_folder.File("answers")).FullName;
        await File.WriteAllTextAsync(Path.Combine(answers, "1.xml"), "<broken");
        await File.WriteAllBytesAsync(Path.Combine(answers, "2.xml"), LedSamples.Answer(LedSamples.Proof));
        var imported = await ImportAsync(answers);
        Assert.Equal((1, "files=2 proofs=1 records=1 refused=0 added=1"), (imported.ExitCode, LastLine(imported)));
        Assert.StartsWith("1.xml: not read: ", imported.Error, StringComparison.Ordinal);
        Assert.Equal(66, (await ImportAsync(_folder.File("nothing"))).ExitCode);
    }

    private static string LastLine(Finished finished) => finished.Output.TrimEnd().Split('\n')[^1];

    private Task<Finished> ImportAsync(string from) => AppProgram.RunAsync(["led", "import", from, "--data", _folder.File("data")]);
}
