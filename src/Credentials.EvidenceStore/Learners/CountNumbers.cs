using System.Buffers.Binary;
using System.Globalization;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Credentials.Web.Access;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
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

    /// <summary>
    /// Null where the key may send them, which then count; else <see cref="ProblemCode.TooManyRequests"/> as an answer that says when to come back, and none
    /// of them counts.
    /// </summary>
    public async Task<IResult?> RefuseAsync(HttpContext context, IEnumerable<NationalNumber> numbers, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var allowed = await CountAsync(context.Caller(), numbers, cancel);
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

    /// <summary>The same for whoever calls by other ways than an API key, e.g. staff: each is counted by their own <see cref="Caller.KeyId"/>.</summary>
    public async Task<NumberAllowance> CountAsync(Caller caller, IEnumerable<NationalNumber> numbers, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var hashes = numbers.Select(number => BinaryPrimitives.ReadInt64BigEndian(_match.OfNumber(number))).ToHashSet();
        if (hashes.Count == 0)
            return new(IsGiven: true, 0, 0, TimeSpan.Zero, IsFirstRefusal: false);
        var allowed = _limits.Take(caller.KeyId, hashes);
        if (allowed.IsFirstRefusal)
        {
            var now = _time.GetUtcNow();
            await _storage.AddLookupAsync(
                new(Guid.CreateVersion7(now), null, now, caller.KeyId, caller.Role.ToString().ToLowerInvariant(), LookupOutcome.Refused, default), cancel);
            TooManyNumbers(_log, caller.KeyId, caller.Centre);
        }
        return allowed;
    }

    [LoggerMessage(LogLevel.Warning, "API key {Key} of centre {Centre} has sent more national numbers than RateLimits:NumbersPerKey allows.")]
    private static partial void TooManyNumbers(ILogger logger, string key, string? centre);
}
