using System.Text.Json;
using Credentials.LinkedData;
using Credentials.Verifying.Checks;

namespace Credentials.Verifying.Reading;

/// <summary>
/// Finds the endorsements inside a credential (Open Badges 3.0 appendix B): of the credential, of its issuer's profile and of its achievement, as JSON in
/// <c>endorsement</c> and as tokens in <c>endorsementJwt</c>.
/// </summary>
internal sealed class EndorsementReader
{
    private const int Most = 8;
    private static readonly EmbeddedEndorsements None = new([], 0);

    private readonly JsonLdContexts _contexts;
    private readonly List<EmbeddedEndorsement> _found = [];
    private int _leftOut;

    private EndorsementReader(JsonLdContexts contexts) => _contexts = contexts;

    public static EmbeddedEndorsements ReadAll(CredentialMembers members)
    {
        if (Endorsements.IsEndorsement(members.Type))
            return None;
        var reader = new EndorsementReader(members.Contexts);
        reader.Add(members.Endorsement, members.EndorsementJwt, JsonReading.Text(members.Id));
        reader.AddOf(members.Issuer);
        foreach (var subject in JsonReading.Each(members.Subject))
            reader.AddOf(JsonReading.MemberOf(subject, "achievement"u8));
        return reader._found.Count == 0 ? None : new(reader._found, reader._leftOut);
    }

    private void AddOf(JsonElement endorsed) => Add(
        JsonReading.MemberOf(endorsed, "endorsement"u8), JsonReading.MemberOf(endorsed, "endorsementJwt"u8), JsonReading.TextOf(endorsed, "id"u8));

    private void Add(JsonElement objects, JsonElement tokens, string? endorsed)
    {
        foreach (var one in JsonReading.Each(objects))
            Add(one, endorsed, isToken: false);
        foreach (var one in JsonReading.Each(tokens))
            Add(one, endorsed, isToken: true);
    }

    private void Add(JsonElement one, string? endorsed, bool isToken)
    {
        if (_found.Count == Most)
            _leftOut++;
        else
            _found.Add(new((isToken ? ReadToken(one) : ReadObject(one)) is { IsPresentation: false } read ? read : TokenReader.Unread(Reasons.NotACredential), endorsed));
    }

    private PresentedCredential? ReadObject(JsonElement one) =>
        one.ValueKind == JsonValueKind.Object && EmbeddedReader.Read(one, _contexts).TryGet(out var read, out _) ? read : null;

    private PresentedCredential? ReadToken(JsonElement one) =>
        JsonReading.Text(one) is { } token && TokenReader.Read(System.Text.Encoding.UTF8.GetBytes(token), _contexts).TryGet(out var read, out _) ? read : null;
}
