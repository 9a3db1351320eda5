using System.Buffers.Binary;
using System.Globalization;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Credentials.Web.Access;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.Learners;

/// <summary>
/// Every call that takes national numbers asks here first. No answer tells whether a number is somebody's; should one ever, whoever tries them out comes
/// to an end here, and leaves a line in the journal and in the log.
/// </summary>
public sealed partial class CountNumbers
{
    private readonly IEvidenceStorage _storage;
    private readonly MatchKey _match;
    private readonly NumberLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger<CountNumbers> _log;

    internal CountNumbers(IEvidenceStorage storage, StoreSecrets secrets, NumberLimits limits, TimeProvider time, ILogger<CountNumbers> log) =>
        (_storage, _match, _limits, _time, _log) = (storage, secrets.Match, limits, time, log);

    /// <summary>Takes the numbers into account that a member of staff hands in, all of them or, where they are too many, none.</summary>
    public async Task<NumberAllowance> TakeAsync(StaffMember member, IEnumerable<NationalNumber> numbers, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(member);
        var hashes = HashesOf(numbers);
        return hashes.Count == 0
            ? new(IsGiven: true, 0, 0, TimeSpan.Zero, IsFirstRefusal: false)
            : await TakeAsync(member.Actor, member.Role.Word(), member.Centre, hashes, cancel);
    }

    /// <summary>
    /// Null where the key may send them, which then count; else <see cref="ProblemCode.TooManyRequests"/> as an answer that says when to come back, and none
    /// of them counts.
    /// </summary>
    public async Task<IResult?> RefuseAsync(HttpContext context, IEnumerable<NationalNumber> numbers, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var caller = context.Caller();
        var hashes = HashesOf(numbers);
        if (hashes.Count == 0)
            return null;
        var allowed = await TakeAsync(caller.KeyId, caller.Role.ToString().ToLowerInvariant(), caller.Centre, hashes, cancel);
        if (allowed.IsGiven)
            return null;
        var wait = Math.Max(1, Math.Ceiling(allowed.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (allowed.Wait > TimeSpan.Zero)
            context.Response.Headers.RetryAfter = wait;
        return new Problem(ProblemCode.TooManyRequests, string.Create(
            CultureInfo.InvariantCulture,
            $"This API key may send {allowed.Left} more national numbers that it has not sent before, and these are {allowed.New}. Nothing was done. ")
            + (allowed.Wait > TimeSpan.Zero ? $"Try again in {wait} s, or send fewer at once." : "Send fewer at once.")).ToResult();
    }

    /// <summary>The same for one number, or none.</summary>
    public Task<IResult?> RefuseAsync(HttpContext context, NationalNumber? number, CancellationToken cancel = default) =>
        RefuseAsync(context, number is { } given ? [given] : [], cancel);

    private HashSet<long> HashesOf(IEnumerable<NationalNumber> numbers) =>
        numbers.Select(number => BinaryPrimitives.ReadInt64BigEndian(_match.OfNumber(number))).ToHashSet();

    private async Task<NumberAllowance> TakeAsync(string who, string role, string? centre, HashSet<long> hashes, CancellationToken cancel)
    {
        var allowed = _limits.Take(who, hashes);
        if (allowed.IsFirstRefusal)
        {
            var now = _time.GetUtcNow();
            await _storage.AddLookupAsync(new(Guid.CreateVersion7(now), null, now, who, role, LookupOutcome.Refused, default), cancel);
            TooManyNumbers(_log, who, centre);
        }
        return allowed;
    }

    [LoggerMessage(LogLevel.Warning, "API key or member of staff {Key} of centre {Centre} has sent more national numbers than RateLimits:NumbersPerKey allows.")]
    private static partial void TooManyNumbers(ILogger logger, string key, string? centre);
}
