using System.Text.Json;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;

namespace Credentials.EvidenceStore.Learners;

/// <summary>Learners and look-ups on the wire. A national number is never given back.</summary>
internal static class LearnerJson
{
    public static void Write(Utf8JsonWriter writer, FoundLearner learner)
    {
        writer.WriteStartObject();
        writer.WriteString("id", learner.Id);
        if (learner.AliasOf is { } other)
            writer.WriteString("aliasOf", other);
        if (learner.Person is { } person)
        {
            writer.WriteString("givenName", person.GivenName);
            writer.WriteString("familyName", person.FamilyName);
            if (person.BirthDate is { } birthDate)
                writer.WriteString("birthDate", IsoDate.Write(birthDate));
            if (person.Email is { } email)
                writer.WriteString("email", email);
        }
        writer.WriteNumber("awards", learner.Awards);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, LearnerGroup group)
    {
        writer.WriteStartObject();
        writer.WriteString("learner", group.Head.Id);
        writer.WriteStartArray("aliases");
        foreach (var alias in group.Members.Skip(1))
            writer.WriteStringValue(alias.Id);
        writer.WriteEndArray();
        writer.WriteStartObject("links");
        foreach (var link in (string[])["records", "lookups", "archive", "erasure"])
            writer.WriteString(link, $"/api/learners/{group.Head.Id}/{link}");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, LearnerDouble found)
    {
        var (pair, learners) = (found.Pair, found.Learners);
        writer.WriteStartObject();
        writer.WriteString("id", pair.Id);
        writer.WriteString("foundAt", pair.FoundAt);
        writer.WriteString("decision", pair.Decision switch { DoubleDecision.Same => "same", DoubleDecision.Different => "different", _ => "open" });
        writer.WriteStartArray("learners");
        foreach (var learner in learners)
            Write(writer, learner);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ReadLookup lookup)
    {
        writer.WriteStartObject();
        writer.WriteString("id", lookup.Id);
        writer.WriteString("at", lookup.At);
        writer.WriteString("by", lookup.By);
        writer.WriteString("role", lookup.Role);
        writer.WriteString("outcome", Word(lookup.Outcome));
        writer.WriteString("purpose", lookup.Purpose);
        writer.WriteEndObject();
    }

    private static string Word(LookupOutcome outcome) => outcome switch
    {
        LookupOutcome.Found => "found",
        LookupOutcome.NotFound => "not-found",
        LookupOutcome.Joined => "joined",
        LookupOutcome.Parted => "parted",
        _ => "refused",
    };
}
