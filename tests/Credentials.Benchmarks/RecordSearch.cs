using System.Diagnostics;
using System.Security.Cryptography;
using Credentials.Achievements;
using Credentials.EvidenceStore.Counting;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql;
using Credentials.EvidenceStore.Storage.Sql.Sqlite;
using Credentials.Frameworks;

namespace Credentials.Benchmarks;

/// <summary>Consultation over many records in SQLite: a search by level and field, first page and page 1,000, and one person's records by match key.</summary>
internal static class RecordSearch
{
    private const int PageSize = 50;
    private const int DeepPage = 1000;
    private const int Queries = 2000;
    private const int RecordsOfLearner = 3;

    /// <summary>Bytes of sealed content: a proof with LED's words has some 900 as JSON.</summary>
    private const int ContentLength = 900;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("credentials-records-");
        try
        {
            var path = Path.Combine(folder.FullName, "records.db");
            var random = new Random(1);
            List<byte[]> matches = [];
            var started = Stopwatch.GetTimestamp();
            await using (var storage = SqliteEvidenceStorage.Open(path))
                await FillAsync(storage, count, matches, random);
            var perSecond = count / Stopwatch.GetElapsedTime(started).TotalSeconds;
            var bytes = folder.EnumerateFiles().Sum(file => file.Length);
            await using var opened = SqliteEvidenceStorage.Open(path);
            var deep = await DeepAsync(opened);
            return
            [
                new($"{count:N0} records registered, 1,000 a commit", perSecond, "/s"),
                new("  size a record, all in", bytes / (double)count, "B"),
                await MeasureAsync("level and field, first page: p99", () => opened.ListRecordsAsync(
                    new(PageSize) { VksLevel = random.Next(1, 9), Field = Field(random) }, default)),
                await MeasureAsync("level and broad field, first page: p99", () => opened.ListRecordsAsync(
                    new(PageSize) { VksLevel = random.Next(1, 9), Field = Field(random)[..2] }, default)),
                await MeasureAsync($"level and field, page {deep.Page:N0}: p99", () => opened.ListRecordsAsync(deep.Query, default)),
                await MeasureAsync("person's look-up: p99", async () =>
                {
                    var learner = (await opened.FindLearnersByMatchAsync([matches[random.Next(matches.Count)]], default))[0]!;
                    return await opened.ListRecordsAsync(new(PageSize) { Learner = learner.Id }, default);
                }),
                await MeasureAsync("institution, first page: p99", () => opened.ListRecordsAsync(new(PageSize) { Institution = Institution(random) }, default)),
                await CountAsync(opened, "statistics by level and field", new(1), RecordDimension.Level, RecordDimension.Field),
                await CountAsync(opened, "statistics by year and kind", new(1), RecordDimension.Year, RecordDimension.Kind),
                await CountAsync(opened, "statistics by year, of one level", new(1) { VksLevel = 4 }, RecordDimension.Year),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(SqlEvidenceStorage storage, int count, List<byte[]> matches, Random random)
    {
        for (var first = 0; first < count; first += 1000)
        {
            var page = new List<ProofRegistration>();
            while (page.Count < Math.Min(1000, count - first))
            {
                var learner = new LearnerDocument(Guid.CreateVersion7(), "0123abcd", RandomNumberGenerator.GetBytes(60));
                var match = RandomNumberGenerator.GetBytes(16);
                matches.Add(match);
                for (var record = 0; record < RecordsOfLearner; record++)
                    page.Add(new(Proof(learner.Id, random), RandomNumberGenerator.GetBytes(16), match, learner));
            }
            await storage.RegisterProofsAsync([.. page.Take(count - first)], default);
        }
    }

    /// <summary>The page of the commonest level and field, as deep as there is one.</summary>
    private static async Task<(RecordQuery Query, int Page)> DeepAsync(SqlEvidenceStorage storage)
    {
        var query = new RecordQuery(PageSize) { VksLevel = 4, Field = Fields[0] };
        var page = 1;
        while (page < DeepPage && (await storage.ListRecordsAsync(query, default)).Next is { } next)
            (query, page) = (query with { Cursor = next }, page + 1);
        return (query, page);
    }

    private static async Task<Figure> MeasureAsync(string name, Func<Task<Page<RecordDocument>>> query)
    {
        var times = new double[Queries];
        for (var number = 0; number < Queries; number++)
        {
            var started = Stopwatch.GetTimestamp();
            await query();
            times[number] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        Array.Sort(times);
        return new("  " + name, times[(int)(Queries * 0.99)], "ms", AtMost: 20);
    }

    /// <summary>The slowest of some, counting and protecting.</summary>
    private static async Task<Figure> CountAsync(SqlEvidenceStorage storage, string name, RecordQuery where, params RecordDimension[] by)
    {
        const int Times = 5;
        var statistics = new Statistics(storage, TimeProvider.System, every: TimeSpan.Zero);
        var slowest = TimeSpan.Zero;
        for (var number = 0; number < Times; number++)
        {
            var started = Stopwatch.GetTimestamp();
            await statistics.CountAsync(by, where);
            var elapsed = Stopwatch.GetElapsedTime(started);
            slowest = elapsed > slowest ? elapsed : slowest;
        }
        return new("  " + name, slowest.TotalMilliseconds, "ms", AtMost: 2000);
    }

    private static readonly string[] Fields = [.. IscedField.All.Where(field => field.Detail == IscedDetail.Detailed).Select(field => field.Code)];

    /// <summary>A sixth of all records are of the first field, the others of the rest.</summary>
    private static string Field(Random random) => random.Next(6) == 0 ? Fields[0] : Fields[random.Next(Fields.Length)];

    private static string Institution(Random random) => $"{random.Next(500) + 100_000}";

    private static ProofDocument Proof(Guid learner, Random random)
    {
        // Level 4 is what most proofs are of.
        var level = (byte)(random.Next(5) < 2 ? 4 : random.Next(1, 9));
        return new()
        {
            Record = new()
            {
                Id = Guid.CreateVersion7(),
                Source = RecordSource.Proof,
                LearnerId = learner,
                Status = RecordStatus.Registered,
                RecordedAt = DateTimeOffset.UtcNow,
                Facts = new()
                {
                    Kind = (ProofKind)random.Next(8),
                    IsEnd = random.Next(2) == 0,
                    Institution = Institution(random),
                    Supplier = "Volwassenenonderwijs",
                    Subject = "481001",
                    VksLevel = level,
                    EqfLevel = level,
                    LevelBy = "LED",
                    IscedField = Field(random),
                    Setting = LearningSetting.Formal,
                    ObtainedOn = new DateOnly(2000, 1, 1).AddDays(random.Next(9000)),
                    Hours = random.Next(10, 500),
                },
            },
            Version = 1,
            ContentDigest = RandomNumberGenerator.GetBytes(16),
            SealedContent = RandomNumberGenerator.GetBytes(ContentLength),
            RecordedBy = "import",
        };
    }
}
