using System.Globalization;
using System.Text.Json;

namespace Credentials.Verifying.Reading;

/// <summary>
/// One entry of <c>credentialStatus</c> that bears on validity: a <c>BitstringStatusListEntry</c> (Bitstring Status List 1.0 section 2.1), a
/// <c>StatusList2021Entry</c> of its forerunner, or a <c>1EdTechRevocationList</c>, which has no index.
/// </summary>
internal sealed record StatusEntry(string Purpose, long Index, string ListUrl, StatusListKind Kind = StatusListKind.Bitstring)
{
    public const string Revocation = "revocation";
    public const string Suspension = "suspension";
    private const int MaxEntries = 8;
    private const int MaxUrlLength = 2048;

    /// <summary>Reads <c>credentialStatus</c>; what is not understood is named in <paramref name="fault"/> and never skipped over in silence.</summary>
    public static IReadOnlyList<StatusEntry> ReadAll(JsonElement status, out VerificationCheck? fault)
    {
        fault = null;
        switch (status.ValueKind)
        {
            case JsonValueKind.Undefined:
                return [];
            case JsonValueKind.Object:
                return Read(status, ref fault) is { } only ? [only] : [];
            case JsonValueKind.Array when status.GetArrayLength() > MaxEntries:
                fault = Reasons.TooManyStatuses;
                return [];
            case JsonValueKind.Array:
                var entries = new List<StatusEntry>(status.GetArrayLength());
                foreach (var element in status.EnumerateArray())
                    if (Read(element, ref fault) is { } entry)
                        entries.Add(entry);
                return entries;
            default:
                fault = Reasons.StatusMalformed;
                return [];
        }
    }

    private static StatusEntry? Read(JsonElement entry, ref VerificationCheck? fault)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("type"u8, out var type) || !TypeValues.IsWellFormed(type)
            || (entry.TryGetProperty("id"u8, out var id) && !UrlText.IsUrl(id)))
            return Fault(Reasons.StatusMalformed, ref fault);
        if (KindOf(type) is not { } kind)
            return Fault(Reasons.UnknownStatusType, ref fault);
        if (kind == StatusListKind.RevocationList)
            return JsonReading.Text(id) is { Length: <= MaxUrlLength } address ? new StatusEntry(Revocation, 0, address, kind) : Fault(Reasons.StatusMalformed, ref fault);
        if (!entry.TryGetProperty("statusPurpose"u8, out var purpose) || purpose.ValueKind != JsonValueKind.String
            || !entry.TryGetProperty("statusListIndex"u8, out var index) || !TryReadIndex(index, out var position)
            || !entry.TryGetProperty("statusListCredential"u8, out var list) || list.ValueKind != JsonValueKind.String
            || list.GetString() is not { Length: > 0 and <= MaxUrlLength } url || !UrlText.IsUrl(list))
            return Fault(Reasons.StatusMalformed, ref fault);
        if (purpose.ValueEquals("message"u8) || purpose.ValueEquals("refresh"u8))
            return null; // neither says anything about validity
        var known = purpose.ValueEquals("revocation"u8) ? Revocation : purpose.ValueEquals("suspension"u8) ? Suspension : null;
        if (known is null || (entry.TryGetProperty("statusSize"u8, out var size) && !IsOne(size)))
            return Fault(Reasons.UnknownStatusPurpose, ref fault);
        return new StatusEntry(known, position, url, kind);
    }

    private static StatusListKind? KindOf(JsonElement type) =>
        JsonReading.HasText(type, "BitstringStatusListEntry"u8) ? StatusListKind.Bitstring
        : JsonReading.HasText(type, "StatusList2021Entry"u8) ? StatusListKind.StatusList2021
        : JsonReading.HasText(type, "1EdTechRevocationList"u8) ? StatusListKind.RevocationList
        : null;

    // A failure outranks what is merely not understood.
    private static StatusEntry? Fault(VerificationCheck found, ref VerificationCheck? fault)
    {
        if (fault is null || found.Outcome == CheckOutcome.Failed)
            fault = found;
        return null;
    }

    private static bool IsOne(JsonElement size) => size.ValueKind == JsonValueKind.Number && size.TryGetInt32(out var bits) && bits == 1;

    private static bool TryReadIndex(JsonElement index, out long position)
    {
        position = 0;
        return index.ValueKind == JsonValueKind.String
            && long.TryParse(index.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out position);
    }
}
