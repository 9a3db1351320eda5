using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Publishing;
using Credentials.Web;
using Credentials.Web.VcApi;

namespace Credentials.IssuerService.VcApi;

/// <summary>The status that <c>POST /vc-api/credentials/status</c> asks for, of one status entry or of several.</summary>
/// <param name="Credential">Which credential.</param>
/// <param name="Entries">What shall hold, by status entry.</param>
internal sealed record AskedStatus(Guid Credential, IReadOnlyList<AskedStatus.Entry> Entries)
{
    /// <param name="Purpose"><c>revocation</c> or <c>suspension</c>.</param>
    /// <param name="IsSet">Whether it shall be revoked, or suspended.</param>
    /// <param name="List">As given; null where it was left out.</param>
    /// <param name="Index">As given; null where it was left out.</param>
    /// <param name="Pointer">Where it stands.</param>
    internal sealed record Entry(string Purpose, bool IsSet, string? List, string? Index, string Pointer);

    /// <summary>What a body asks for, or why it asks for nothing.</summary>
    public static AskedStatus? Read(JsonElement body, out VcProblem? fault)
    {
        fault = null;
        if (!body.TryGetProperty("credentialId", out var id) || id.ValueKind != JsonValueKind.String || !TryId(id.GetString()!, out var credential))
            return Refuse("/credentialId", "missing", "The credential's id is missing: urn:uuid: and its number.", out fault);
        if (!body.TryGetProperty("credentialStatus", out var status))
            return Refuse("/credentialStatus", "missing", "The status entry is missing.", out fault);
        // Clients of before the member was there meant that it is set.
        var isSet = true;
        if (body.TryGetProperty("status", out var truth) && !TryTruth(truth, out isSet))
            return Refuse("/status", "wrong-type", "This must be true or false.", out fault);
        var entries = new List<Entry>();
        if (status.ValueKind != JsonValueKind.Array)
        {
            if (ReadEntry(status, "/credentialStatus", isSet, entries) is { } wrong)
                return Refuse(wrong.Pointer, wrong.Reason, wrong.Detail, out fault);
        }
        else
        {
            for (var index = 0; index < Math.Min(status.GetArrayLength(), 8); index++)
                if (ReadEntry(status[index], Inputs.Pointers.Of("/credentialStatus", index), isSet, entries) is { } wrong)
                    return Refuse(wrong.Pointer, wrong.Reason, wrong.Detail, out fault);
        }

        return entries.Count > 0 ? new AskedStatus(credential, entries) : Refuse("/credentialStatus", "missing", "The status entry is missing.", out fault);
    }

    /// <summary>The place of an entry that names another list or index than the credential's own; null where each is the credential's.</summary>
    public InputError? FaultFor(AwardView award, PublicAddress address)
    {
        var (list, index) = award.Document.StatusSlots[0];
        foreach (var entry in Entries)
        {
            if (entry.List is not null && entry.List != address.At($"/status/{list}/{entry.Purpose}"))
                return new InputError(entry.Pointer + "/statusListCredential", "differs", "The credential's entry is in another list.");
            if (entry.Index is not null && entry.Index != index.ToString(System.Globalization.CultureInfo.InvariantCulture))
                return new InputError(entry.Pointer + "/statusListIndex", "differs", "The credential's entry has another index.");
        }

        return null;
    }

    /// <summary>What the award is to be then; null where nothing changes.</summary>
    public AwardStatus? TargetOf(AwardStatus now)
    {
        var (revoked, suspended) = (now == AwardStatus.Revoked, now == AwardStatus.Suspended);
        foreach (var entry in Entries)
            _ = entry.Purpose == StatusPurposes.Revocation ? revoked = entry.IsSet : suspended = entry.IsSet;
        var wanted = revoked ? AwardStatus.Revoked : suspended ? AwardStatus.Suspended : AwardStatus.Active;
        return wanted == now ? null : wanted;
    }

    private static InputError? ReadEntry(JsonElement entry, string pointer, bool isSet, List<Entry> entries)
    {
        if (entry.ValueKind != JsonValueKind.Object)
            return new InputError(pointer, "wrong-type", "The status entry is no object.");
        if (Text(entry, "type") != "BitstringStatusListEntry")
            return new InputError(pointer + "/type", "not-allowed-value", "This must be BitstringStatusListEntry.");
        if (Text(entry, "statusPurpose") is not (StatusPurposes.Revocation or StatusPurposes.Suspension))
            return new InputError(pointer + "/statusPurpose", "not-allowed-value", "This must be revocation or suspension.");
        if (entry.TryGetProperty("status", out var own) && !TryTruth(own, out isSet))
            return new InputError(pointer + "/status", "wrong-type", "This must be true or false.");
        foreach (var name in (ReadOnlySpan<string>)["statusListCredential", "statusListIndex"])
            if (entry.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.String)
                return new InputError($"{pointer}/{name}", "wrong-type", "This must be a string.");
        entries.Add(new Entry(Text(entry, "statusPurpose")!, isSet, Text(entry, "statusListCredential"), Text(entry, "statusListIndex"), pointer));
        return null;
    }

    private static bool TryId(string text, out Guid id) =>
        Guid.TryParseExact(text.StartsWith("urn:uuid:", StringComparison.Ordinal) ? text["urn:uuid:".Length..] : text, "D", out id);

    private static bool TryTruth(JsonElement value, out bool truth)
    {
        truth = value.ValueKind == JsonValueKind.True;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False;
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static AskedStatus? Refuse(string pointer, string reason, string detail, out VcProblem? fault)
    {
        fault = new VcProblem(VcProblemTypes.MalformedValue, detail) { Errors = [new InputError(pointer, reason, detail)] };
        return null;
    }
}
