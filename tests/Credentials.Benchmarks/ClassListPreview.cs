using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;

namespace Credentials.Benchmarks;

/// <summary>
/// A member of staff hands in a long class list: how long until the page with the first rows is there, what it costs in memory, and how other pages fare
/// meanwhile. Every thousandth row is faulty, every hundredth is there twice.
/// </summary>
internal static partial class ClassListPreview
{
    private const int Columns = 8;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public static async Task<IReadOnlyList<Figure>> RunAsync(int rows)
    {
        await using var app = await AppProcess.StartAsync();
        var achievement = await OverHttp.FirstAchievementAsync(app);
        using var client = await SignInAsync(app);
        // Warm: the pages and the check have run once.
        await PreviewAsync(client, Encoded(Lines(achievement, 500)), "warm.csv");
        var before = app.ResidentBytes;
        List<Figure> figures = [];
        foreach (var (name, file) in new[] { ("klas.csv", Encoded(Lines(achievement, rows))), ("klas.xlsx", Workbook(Lines(achievement, rows))) })
        {
            using var stop = new CancellationTokenSource();
            var worked = app.ProcessorTime;
            var others = OthersAsync(client, stop.Token);
            var (seconds, list) = await PreviewAsync(client, file, name);
            await stop.CancelAsync();
            figures.Add(new($"{name}, {rows:N0} rows, {file.Length / 1e6:N1} MB: upload to preview", seconds, "s", AtMost: 5));
            // Where others work on the machine too, this tells what the service itself needs of it.
            figures.Add(new("  processor time meanwhile, other pages included", (app.ProcessorTime - worked).TotalSeconds, "s", AtMost: 5 * Environment.ProcessorCount));
            figures.Add(new("  slowest other page meanwhile", await others, "ms", AtMost: 1000));
            figures.Add(new("  another page of the preview", await SecondsOfAsync(client, $"{list}?show=all&after={rows / 2}") * 1000, "ms", AtMost: 1000));
        }
        figures.Add(new("  peak resident memory above what it was", (app.PeakResidentBytes - before) / 1e6, "MB", AtMost: 400));
        var (again, _) = await PreviewAsync(client, Encoded(Lines(achievement, rows)), "klas.csv");
        figures.Add(new("  the same list once more: upload to preview", again, "s", AtMost: 5));
        figures.Add(new("  resident memory after three lists above what it was", (app.ResidentBytes - before) / 1e6, "MB", AtMost: 400));
        return figures;
    }

    private static async Task<HttpClient> SignInAsync(AppProcess app)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = true, CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{app.Port}"),
            Timeout = TimeSpan.FromMinutes(5),
        };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var link = new Uri(client.BaseAddress, new Uri(app.StaffLink).PathAndQuery);
        (await client.PostAsync(link, new FormUrlEncodedContent([]))).EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>From the upload to the page that shows rows.</summary>
    private static async Task<(double Seconds, string List)> PreviewAsync(HttpClient client, byte[] file, string name)
    {
        var token = Token().Match(await client.GetStringAsync(new Uri("/staff/lists", UriKind.Relative))).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), "form-token" }, { new ByteArrayContent(file), "file", name } };
        var started = Stopwatch.GetTimestamp();
        var answer = await client.PostAsync(new Uri("/staff/lists", UriKind.Relative), form);
        var page = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var list = answer.RequestMessage!.RequestUri!.AbsolutePath;
        // The page waits a second by itself.
        while (!page.Contains("class=\"facts\"", StringComparison.Ordinal))
            page = await client.GetStringAsync(new Uri(list, UriKind.Relative));
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, list);
    }

    /// <summary>The slowest answer, in milliseconds, to somebody who looks through the credentials meanwhile.</summary>
    private static async Task<double> OthersAsync(HttpClient client, CancellationToken stop)
    {
        var slowest = 0.0;
        while (!stop.IsCancellationRequested)
        {
            slowest = Math.Max(slowest, await SecondsOfAsync(client, "/staff/credentials") * 1000);
            await Task.Delay(BetweenLooks, CancellationToken.None);
        }
        return slowest;
    }

    private static async Task<double> SecondsOfAsync(HttpClient client, string path)
    {
        var started = Stopwatch.GetTimestamp();
        await client.GetStringAsync(new Uri(path, UriKind.Relative), CancellationToken.None);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static IEnumerable<string[]> Lines(string achievement, int rows)
    {
        yield return ["achievement", "givenName", "familyName", "birthDate", "email", "nationalNumber", "awardedOn", "result"];
        for (var row = 0; row < rows; row++)
        {
            var number = row % 100 == 99 ? row - 1 : row;
            yield return
            [
                achievement, string.Create(CultureInfo.InvariantCulture, $"Voornaam{number}"), "Familienaam", $"1990-01-{(number % 28) + 1:D2}",
                row % 1000 == 500 ? "no address" : string.Create(CultureInfo.InvariantCulture, $"leerling{number}@example.org"), "", "2026-06-30", "",
            ];
        }
    }

    private static byte[] Encoded(IEnumerable<string[]> lines) => System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line => string.Join(';', line))) + "\n");

    private static byte[] Workbook(IEnumerable<string[]> lines)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Packaged = "http://schemas.openxmlformats.org/package/2006/relationships";
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, Action<StreamWriter> write)
            {
                using var text = new StreamWriter(zip.CreateEntry(name).Open());
                write(text);
            }
            Add("_rels/.rels", text => text.Write($"<Relationships xmlns=\"{Packaged}\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
            Add("xl/workbook.xml", text => text.Write($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
            Add("xl/_rels/workbook.xml.rels", text => text.Write($"<Relationships xmlns=\"{Packaged}\"><Relationship Id=\"r1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"));
            Add("xl/worksheets/sheet1.xml", text =>
            {
                text.Write($"<worksheet xmlns=\"{Main}\"><sheetData>");
                var row = 0;
                foreach (var line in lines)
                {
                    text.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{++row}\">"));
                    for (var column = 0; column < Columns; column++)
                        text.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + column)}{row}\" t=\"inlineStr\"><is><t>{line[column]}</t></is></c>"));
                    text.Write("</row>");
                }
                text.Write("</sheetData></worksheet>");
            });
        }
        return file.ToArray();
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
