using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>An award as a document of the records: reserved without facts and number, issued with both.</summary>
internal static class AwardMapping
{
    /// <summary>The reservation, with the natural key that it is to have.</summary>
    public static BsonDocument Write(AwardReservation reservation)
    {
        var award = reservation.Award;
        return new BsonDocument("_id", Fields.Of(award.Id))
            .With("source", (int?)RecordSource.Award)
            .With("state", (int?)AwardState.Reserved)
            .With("learner", award.LearnerId)
            .With("status", (int?)award.Status)
            .With("recordedAt", award.RecordedAt)
            .With("events", (int?)0)
            .With("slots", new BsonArray(award.StatusSlots.Select(slot => SlotMapping.Write(slot, award.Status))))
            .With("award", new BsonDocument()
                .With("centre", award.Centre)
                .With("achievement", award.AchievementId)
                .With("achievementVersion", (int?)award.AchievementVersion)
                .With("awardedOn", award.AwardedOn)
                .With("version", award.Version)
                .With("digest", award.ContentDigest)
                .With("request", award.SealedRequest)
                .With("credential", award.SealedCredential)
                .With("journal", award.SealedJournal)
                .With("shareVersion", (int?)award.ShareVersion)
                .With("claimVersion", (int?)award.ClaimVersion)
                .With("batch", award.BatchId)
                .With("batchRow", award.BatchRow)
                .With("naturalKey", reservation.NaturalKey));
    }

    public static AwardState StateOf(BsonDocument record) => (AwardState)record.Int32("state");

    public static bool IsIssued(BsonDocument record) => record.Int32("source") == (int)RecordSource.Award && StateOf(record) == AwardState.Issued;

    /// <summary>Whether it is issued and was not erased.</summary>
    public static bool IsPresent(BsonDocument record) => IsIssued(record) && record.Part("award").Contains("request");

    public static AwardDocument Read(BsonDocument record)
    {
        var award = record.Part("award");
        return new()
        {
            Id = record.Id(),
            Centre = award.Text("centre"),
            AchievementId = award.Text("achievement"),
            AchievementVersion = award.Int32("achievementVersion"),
            LearnerId = record.Id("learner"),
            AwardedOn = award.Day("awardedOn"),
            State = StateOf(record),
            Status = (AwardStatus)record.Int32("status"),
            Version = award.Int64("version"),
            ContentDigest = award.Blob("digest"),
            StatusSlots = [.. record.Items("slots").Where(slot => !SlotMapping.IsOfCopy(slot)).Select(SlotMapping.Read)],
            SealedRequest = award.Blob("request"),
            SealedCredential = award.Blob("credential"),
            SealedJournal = award.Blob("journal"),
            ShareVersion = award.Int32("shareVersion"),
            ClaimVersion = award.Int32("claimVersion"),
            BatchId = award.IdOrNull("batch"),
            BatchRow = award.Int32OrNull("batchRow"),
            RecordedAt = record.Instant("recordedAt"),
        };
    }
}
