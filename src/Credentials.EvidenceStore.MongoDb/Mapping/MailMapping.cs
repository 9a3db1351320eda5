using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>A mail, in a document of its own or owed by the award that it is about.</summary>
internal static class MailMapping
{
    public static BsonDocument Write(MailDocument mail) => Put(new BsonDocument("_id", Fields.Of(mail.Id)), mail)
        .With("award", mail.AwardId)
        .With("centre", mail.Centre)
        .With("kind", (int?)mail.Kind)
        .With("about", mail.AboutId)
        .With("createdAt", mail.CreatedAt);

    /// <summary>What changes of it.</summary>
    public static BsonDocument Put(BsonDocument stored, MailDocument mail) => stored
        .With("state", (int?)mail.State)
        .With("attempts", (int?)mail.Attempts)
        .With("since", mail.Since)
        .With("nextAt", mail.NextAt)
        .With("fault", mail.Fault)
        .With("sentAt", mail.SentAt)
        .With("version", mail.Version);

    public static MailDocument Read(BsonDocument mail) => new()
    {
        Id = mail.Id(),
        AwardId = mail.Id("award"),
        Centre = mail.Text("centre"),
        Kind = (MailKind)mail.Int32("kind"),
        AboutId = mail.IdOrNull("about"),
        State = (MailState)mail.Int32("state"),
        Attempts = mail.Int32("attempts"),
        CreatedAt = mail.Instant("createdAt"),
        Since = mail.Instant("since"),
        NextAt = mail.InstantOrNull("nextAt"),
        Fault = mail.TextOrNull("fault"),
        SentAt = mail.InstantOrNull("sentAt"),
        Version = mail.Int64("version"),
    };
}
