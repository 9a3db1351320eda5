using System.Security.Cryptography;
using Credentials.Achievements;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

/// <summary>Documents as the contract's tests store them: every member set, every byte random.</summary>
internal static class Documents
{
    public static readonly DateTimeOffset Now = new(2026, 6, 30, 12, 0, 0, 123, TimeSpan.Zero);

    private static int _index;

    public static byte[] Bytes(int length = 16) => RandomNumberGenerator.GetBytes(length);

    public static byte[] Json(string text) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(text);

    public static LearnerDocument Learner() => new(Guid.NewGuid(), "0123abcd", Bytes(60));

    public static StatusListDocument List(string centre = "demo") => new(Convert.ToHexStringLower(Bytes(6)), centre, 0, 1, Bytes(60));

    /// <summary>A slot that no other test document has.</summary>
    public static StatusSlot Slot() => new("list", Interlocked.Increment(ref _index));

    public static AwardDocument Award(Guid learner, string centre = "demo", string achievement = "welding", DateOnly? awardedOn = null, Guid? batch = null) => new()
    {
        Id = Guid.CreateVersion7(),
        Centre = centre,
        AchievementId = achievement,
        AchievementVersion = 1,
        LearnerId = learner,
        AwardedOn = awardedOn ?? new(2026, 6, 30),
        State = AwardState.Reserved,
        Version = 1,
        ContentDigest = Bytes(),
        StatusSlots = [Slot()],
        SealedRequest = Bytes(120),
        ShareVersion = 1,
        ClaimVersion = 1,
        BatchId = batch,
        BatchRow = batch is null ? null : 7,
        RecordedAt = Now,
    };

    public static RecordFacts Facts(string? centre = "demo", string institution = "0566988259", byte level = 4, string field = "0715") => new()
    {
        Kind = ProofKind.PartialCertificate,
        IsEnd = true,
        Centre = centre,
        Institution = institution,
        Supplier = centre is null ? "Werk" : null,
        Subject = "521001",
        VksLevel = level,
        EqfLevel = level,
        LevelBy = "AHOVOKS",
        IscedField = field,
        Setting = LearningSetting.NonFormal,
        ObtainedOn = new(2026, 6, 1),
        ObtainedPrecision = DatePrecision.Month,
        ValidUntil = new(2031, 6, 1),
        Hours = 60.5m,
    };

    public static ProofDocument Proof(Guid learner, RecordFacts? facts = null) => new()
    {
        Record = new()
        {
            Id = Guid.CreateVersion7(),
            Source = RecordSource.Proof,
            LearnerId = learner,
            Facts = facts ?? Facts(centre: null),
            Status = RecordStatus.Registered,
            RecordedAt = Now,
        },
        Version = 1,
        ContentDigest = Bytes(),
        SealedContent = Bytes(200),
        RecordedBy = "key",
    };

    public static ProofRegistration Registration(
        ProofDocument? proof = null, LearnerDocument? learner = null, byte[]? reference = null, byte[]? matchKey = null)
    {
        var person = learner ?? Learner();
        return new(proof ?? Proof(person.Id), reference ?? Bytes(), matchKey ?? Bytes(), person);
    }

    public static async Task<ProofDocument> RegisterAsync(IEvidenceStorage storage, ProofDocument? proof = null, LearnerDocument? learner = null)
    {
        var registration = Registration(proof, learner);
        if (learner is not null)
            registration = registration with { NewLearner = null };
        Assert.IsType<ProofOutcome.Registered>(Assert.Single(await storage.RegisterProofsAsync([registration])));
        return registration.Proof;
    }

    public static AwardReservation Reservation(AwardDocument? award = null, LearnerDocument? learner = null, byte[]? naturalKey = null, byte[]? matchKey = null)
    {
        var person = learner ?? Learner();
        return new(award ?? Award(person.Id), naturalKey ?? Bytes(32), matchKey ?? Bytes(), person);
    }

    public static async Task<AwardDocument> IssueAsync(IEvidenceStorage storage, AwardReservation? reservation = null, RecordFacts? facts = null)
    {
        var asked = reservation ?? Reservation();
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await storage.ReserveAwardsAsync([asked])));
        return await CompleteAsync(storage, new(asked.Award.Id, Bytes(300), asked.Award.AchievementVersion, facts ?? Facts()));
    }

    public static async Task<AwardDocument> CompleteAsync(IEvidenceStorage storage, AwardCompletion completion) =>
        Assert.IsType<CompletionOutcome.Completed>(Assert.Single(await storage.CompleteAwardsAsync([completion]))).Award;

    public static void AssertSame(ProofDocument expected, ProofDocument? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.ContentDigest.ToArray(), actual.ContentDigest.ToArray());
        Assert.Equal(expected.SealedContent.ToArray(), actual.SealedContent.ToArray());
        Assert.Equal(expected.SealedJournal.ToArray(), actual.SealedJournal.ToArray());
        ProofDocument Bare(ProofDocument proof) => proof with { ContentDigest = default, SealedContent = default, SealedJournal = default };
        Assert.Equal(Bare(expected), Bare(actual));
    }

    public static void AssertSame(AwardDocument expected, AwardDocument? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.StatusSlots, actual.StatusSlots);
        Assert.Equal(expected.ContentDigest.ToArray(), actual.ContentDigest.ToArray());
        Assert.Equal(expected.SealedRequest.ToArray(), actual.SealedRequest.ToArray());
        Assert.Equal(expected.SealedCredential.ToArray(), actual.SealedCredential.ToArray());
        Assert.Equal(expected.SealedJournal.ToArray(), actual.SealedJournal.ToArray());
        AwardDocument Bare(AwardDocument award) => award with
        {
            StatusSlots = [],
            ContentDigest = default,
            SealedRequest = default,
            SealedCredential = default,
            SealedJournal = default,
        };
        Assert.Equal(Bare(expected) with { StatusSlots = expected.StatusSlots }, Bare(actual) with { StatusSlots = expected.StatusSlots });
    }
}
