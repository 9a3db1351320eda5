using System.Collections.Frozen;
using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.Issuing;
using Credentials.Issuing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.ClassLists;

/// <summary>
/// Goes through a list as awarding it would, with the same checks in the same order, and records nothing. Chunks of rows are checked on all cores and settled
/// in the order of the file; what stays is a mark a row and the faults.
/// </summary>
internal sealed class CheckClassList(IssuingCentres centres, CheckRow check, ForeseeAwards foresee, IOptions<IssuerServiceOptions> options)
{
    private const int RowsAtOnce = 500;

    /// <param name="centre">Who awards.</param>
    /// <param name="list">The draft, which can be awarded.</param>
    /// <param name="version">Its version.</param>
    /// <param name="report">Told how many rows are done, of how many.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ClassListCheck> RunAsync(string centre, CsvClassList list, long version, Action<int, int> report, CancellationToken cancel)
    {
        var issuing = await centres.FindAsync(centre, cancel) ?? throw new InvalidOperationException("the centre of a class list is not there");
        var learners = LearnersByName.Of(list, options.Value.ClassListRows);
        var found = new Settled(list, options.Value.ClassListErrors, learners.Count);
        report(0, learners.Count);
        var underWay = new Queue<Task<CheckedRow[]>>();
        foreach (var rows in list.Rows().Cast<CsvClassListRow>().Chunk(RowsAtOnce))
        {
            underWay.Enqueue(Task.Run(() => CheckAsync(rows, learners, issuing, cancel), cancel));
            while (underWay.Count > Environment.ProcessorCount || (underWay.Count > 0 && underWay.Peek().IsCompleted))
                await SettleAsync(await underWay.Dequeue());
        }
        while (underWay.TryDequeue(out var rest))
            await SettleAsync(await rest);
        return found.ToCheck(version);

        async Task SettleAsync(CheckedRow[] rows)
        {
            foreach (var row in rows)
                found.Add(row, await ClashAsync(row));
            report(found.Rows, learners.Count);
        }

        async ValueTask<Problem?> ClashAsync(CheckedRow row) => found.FirstOf(row) is not { } first || first.Digest == row.Foreseen.Digest ? null
            : (await check.RunAsync(list.RowAt(first.Start, first.Row), learners, issuing, cancel)).TryGet(out var award, out var fault)
                ? ForeseeAwards.ConflictOf(award, row.Award!)
                : fault;
    }

    private async Task<CheckedRow[]> CheckAsync(CsvClassListRow[] rows, LearnersByName learners, IssuingCentre centre, CancellationToken cancel)
    {
        var checkedRows = new CheckedRow[rows.Length];
        var good = new List<int>(rows.Length);
        for (var index = 0; index < rows.Length; index++)
        {
            if ((await check.RunAsync(rows[index], learners, centre, cancel)).TryGet(out var award, out var problem))
            {
                good.Add(index);
                checkedRows[index] = new(rows[index]) { Award = award };
            }
            else
            {
                checkedRows[index] = new(rows[index]) { Problem = problem };
            }
        }
        var foreseen = await foresee.RunAsync([.. good.Select(index => checkedRows[index].Award!)], cancel);
        foreach (var (index, one) in good.Zip(foreseen))
            checkedRows[index] = checkedRows[index] with { Foreseen = one, Problem = one.Conflict };
        return checkedRows;
    }

    private readonly record struct CheckedRow(CsvClassListRow Row)
    {
        public CheckedAward? Award { get; init; }

        public ForeseenAward Foreseen { get; init; }

        public Problem? Problem { get; init; }
    }

    /// <summary>What was found so far, in the order of the file.</summary>
    private sealed class Settled(CsvClassList list, int mostFaults, int count)
    {
        private readonly List<RowMark> _rows = new(count);
        private readonly Dictionary<int, IReadOnlyList<RowError>> _faults = [];
        private readonly Dictionary<int, int> _doubles = [];
        private readonly Dictionary<UInt128, (int Row, int Start, UInt128 Digest)> _first = [];
        private int _mails;

        public int Rows => _rows.Count;

        /// <summary>The row before this one that will be awarded under the same natural key.</summary>
        public (int Row, int Start, UInt128 Digest)? FirstOf(CheckedRow row) =>
            row.Problem is null && !row.Foreseen.IsThere && _first.TryGetValue(row.Foreseen.Key, out var first) ? first : null;

        public void Add(CheckedRow row, Problem? clash)
        {
            var (line, start) = (row.Row.Row, row.Row.Start);
            var foreseen = (row.Problem ?? clash) is { } problem ? Fault(row.Row, problem)
                : row.Foreseen.IsThere ? ForeseenRow.Existing
                : _first.TryAdd(row.Foreseen.Key, (line, start, row.Foreseen.Digest)) ? ForeseenRow.Ready
                : ForeseenRow.Double;
            if (foreseen == ForeseenRow.Double && _doubles.Count < mostFaults)
                _doubles[line] = _first[row.Foreseen.Key].Row;
            _mails += foreseen == ForeseenRow.Ready && row.Foreseen.TellsLearner ? 1 : 0;
            _rows.Add(new(line, start, foreseen));
        }

        public ClassListCheck ToCheck(long version) => new()
        {
            Version = version,
            Rows = _rows,
            Faults = _faults.ToFrozenDictionary(),
            Doubles = _doubles.ToFrozenDictionary(),
            Remarks = list.Faults,
            Mails = _mails,
        };

        private ForeseenRow Fault(CsvClassListRow row, Problem problem)
        {
            if (_faults.Count < mostFaults)
                _faults[row.Row] = CheckRow.FaultsOf(row, problem);
            return ForeseenRow.Faulty;
        }
    }
}
