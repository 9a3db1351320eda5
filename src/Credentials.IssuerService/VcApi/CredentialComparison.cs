using System.Text.Json;
using Credentials.Encoding;
using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.IssuerService.VcApi;

/// <summary>
/// Holds the credential that a caller asks for against the one that the award gives: whatever stands in the first must stand in the second. What is left
/// out is written; what would say something else is refused, so that nobody has anything signed but what was awarded.
/// </summary>
internal static class CredentialComparison
{
    private const int MostFaults = 20;

    /// <summary>The places where the two differ, with their pointers: the first 20.</summary>
    /// <param name="asked">As handed in.</param>
    /// <param name="ours">As it would be signed, or was.</param>
    /// <param name="isNew">Whether the award is yet to be made, so that nobody can know its id and its status entry.</param>
    public static IReadOnlyList<InputError> Differences(JsonElement asked, JsonElement ours, bool isNew)
    {
        var errors = new List<InputError>();
        foreach (var member in asked.EnumerateObject())
        {
            var pointer = Pointers.Of("/credential", member.Name);
            if (member.Name == "proof")
                Add(errors, new InputError(pointer, "signed", "The credential is signed already: leave the proof out."));
            else if (isNew && member.Name is "id" or "credentialStatus")
                Add(errors, new InputError(pointer, "given-here", "The service gives this when it awards: leave it out."));
            else if (!ours.TryGetProperty(member.Name, out var own))
                Add(errors, new InputError(pointer, InputReasons.UnknownMember, "A credential of this service has no such member."));
            else
                CompareMember(member.Name, member.Value, own, pointer, errors);
        }

        return errors;
    }

    private static void CompareMember(string name, JsonElement asked, JsonElement ours, string pointer, List<InputError> errors)
    {
        switch (name)
        {
            case "@context" when asked.ValueKind == JsonValueKind.Array && asked.GetArrayLength() is > 0 and var length && length < ours.GetArrayLength():
                // The rest of it is the service's own, and always the same.
                for (var index = 0; index < length; index++)
                    Compare(asked[index], ours[index], Pointers.Of(pointer, index), errors);
                break;
            case "type" when asked.ValueKind == JsonValueKind.Array:
                CompareTypes(asked, ours, pointer, errors);
                break;
            case "issuer" when asked.ValueKind == JsonValueKind.String:
                Compare(asked, ours.GetProperty("id"), pointer, errors);
                break;
            case "awardedDate" when asked.ValueKind == JsonValueKind.String:
                if (!XmlDateTime.TryParse(asked.GetString(), out var moment) || !XmlDateTime.TryParse(ours.GetString(), out var own) || BrusselsTime.DayOf(moment) != BrusselsTime.DayOf(own))
                    Differ(ours, pointer, errors);
                break;
            default:
                Compare(asked, ours, pointer, errors);
                break;
        }
    }

    // Open Badges 3.0 has two names for the one type.
    private static void CompareTypes(JsonElement asked, JsonElement ours, string pointer, List<InputError> errors)
    {
        var own = ours.EnumerateArray().Select(type => type.GetString()).ToHashSet();
        own.Add("AchievementCredential");
        var index = 0;
        foreach (var type in asked.EnumerateArray())
        {
            if (type.ValueKind != JsonValueKind.String || !own.Contains(type.GetString()))
                Differ(ours, Pointers.Of(pointer, index), errors);
            index++;
        }
    }

    private static void Compare(JsonElement asked, JsonElement ours, string pointer, List<InputError> errors)
    {
        if (errors.Count >= MostFaults)
            return;
        switch (asked.ValueKind, ours.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                foreach (var member in asked.EnumerateObject())
                {
                    if (ours.TryGetProperty(member.Name, out var own))
                        Compare(member.Value, own, Pointers.Of(pointer, member.Name), errors);
                    else
                        Add(errors, new InputError(Pointers.Of(pointer, member.Name), InputReasons.UnknownMember, "The award has no such member."));
                }

                break;
            case (JsonValueKind.Array, JsonValueKind.Array) when asked.GetArrayLength() == ours.GetArrayLength():
                for (var index = 0; index < asked.GetArrayLength(); index++)
                    Compare(asked[index], ours[index], Pointers.Of(pointer, index), errors);
                break;
            // One value and a list of one mean the same (JSON-LD 1.1 section 4.3).
            case (not JsonValueKind.Array, JsonValueKind.Array) when ours.GetArrayLength() == 1:
                Compare(asked, ours[0], pointer, errors);
                break;
            default:
                if (!JsonElement.DeepEquals(asked, ours))
                    Differ(ours, pointer, errors);
                break;
        }
    }

    private static void Add(List<InputError> errors, InputError error)
    {
        if (errors.Count < MostFaults)
            errors.Add(error);
    }

    private static void Differ(JsonElement ours, string pointer, List<InputError> errors)
    {
        // The learner's name is the caller's own; a long value would say nothing more.
        var own = ours.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? null : ours.GetRawText();
        var isName = pointer.EndsWith("/identityHash", StringComparison.Ordinal);
        Add(errors, new InputError(pointer, "differs", own is { Length: <= 200 } && !isName ? $"The award gives {own} here." : "The award gives another value here."));
    }
}
