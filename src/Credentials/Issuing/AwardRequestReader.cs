using System.Text.Json;
using Credentials.Inputs;
using Credentials.Keys;

namespace Credentials.Issuing;

/// <summary>Reads the body of an award request, or the object that a row of a class list became; collects every fault.</summary>
internal static class AwardRequestReader
{
    private const int Name = 200;
    private const int MostEvidence = 20;

    public static Result<AwardRequest> Read(JsonElement body, bool acceptTestNumbers)
    {
        var errors = new List<InputError>();
        var request = InputObject.Open(body, "", errors) is { } root ? Read(root, acceptTestNumbers) : null;
        return errors.Count == 0
            ? request!
            : new Problem(ProblemCode.InvalidInput, "The award has faults.") { Errors = errors };
    }

    /// <summary>Complete only when no error was added: a missing value stands as null until then.</summary>
    private static AwardRequest Read(InputObject root, bool acceptTestNumbers)
    {
        var achievement = root.Text("achievement", 64, "The achievement is missing.");
        var learner = ReadLearner(root, acceptTestNumbers);
        var awardedOn = root.Date("awardedOn", "The date of the award is missing.");
        var request = new AwardRequest(achievement!, learner!, awardedOn ?? default)
        {
            Result = Trimmed(root.Text("result", 100)),
            Language = root.Text("language", 20),
            Recognition = root.Boolean("recognition") ?? false,
            Hours = root.Number("hours", 0, 10_000, exclusive: true),
            Evidence = ReadEvidence(root),
        };
        root.RefuseOthers();
        return request;
    }

    private static AwardLearner? ReadLearner(InputObject root, bool acceptTestNumbers)
    {
        if (root.Object("learner", "The learner is missing.") is not { } read)
        {
            return null;
        }

        var givenName = Trimmed(read.Text("givenName", Name, "The given name is missing."));
        var familyName = Trimmed(read.Text("familyName", Name, "The family name is missing."));
        var birthDate = read.Date("birthDate");
        var email = Trimmed(read.Text("email", EmailAddress.MostCharacters));
        if (email is not null && !EmailAddress.IsWellFormed(email))
        {
            read.Fault("email", InputReasons.BadEmail, "This is no e-mail address.");
        }

        var learner = new AwardLearner(givenName!, familyName!)
        {
            BirthDate = birthDate,
            Email = email,
            NationalNumber = read.NationalNumber("nationalNumber", acceptTestNumbers),
            Did = ReadDid(read),
        };
        if (birthDate is { } given && learner.NationalNumber?.BirthDate is { } carried && given != carried)
        {
            read.Fault("birthDate", InputReasons.BirthDateDiffers, "The birth date is not the one in the national number.");
        }

        read.RefuseOthers();
        return learner;
    }

    private static Did? ReadDid(InputObject learner)
    {
        if (learner.Text("did", 500) is not { } text)
        {
            return null;
        }

        if (Did.TryParse(text, out var did))
        {
            return did;
        }

        learner.Fault("did", InputReasons.BadDid, "This is no decentralized identifier (DID).");
        return null;
    }

    private static List<AwardEvidence> ReadEvidence(InputObject root)
    {
        var evidence = new List<AwardEvidence>();
        foreach (var (value, pointer) in root.Array("evidence", MostEvidence))
        {
            if (InputObject.Open(value, pointer, root.Errors) is not { } read)
            {
                continue;
            }

            var name = read.Text("name", Name, "The name of the evidence is missing.");
            var description = read.Text("description", 2000, lines: true);
            var url = read.Text("url", 2000);
            if (url is not null && !WebAddress.IsHttpOrHttps(url))
            {
                read.Fault("url", InputReasons.BadUrl, "This must be an http or https address.");
            }

            var digest = read.Text("digest", 200);
            if (digest is not null && !EvidenceDigest.IsWellFormed(digest))
            {
                read.Fault("digest", InputReasons.BadDigest, "This must be a multibase multihash, or sha256-, sha384- or sha512- with base64.");
            }

            read.RefuseOthers();
            evidence.Add(new AwardEvidence(name!, description, url, digest));
        }

        return evidence;
    }

    private static string? Trimmed(string? text) => text?.Trim();
}
