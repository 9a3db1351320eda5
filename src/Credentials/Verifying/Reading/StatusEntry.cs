using System.Globalization;
using System.Text.Json;

namespace Credentials.Verifying.Reading;

/// <summary>One <c>BitstringStatusListEntry</c> that bears on validity (Bitstring Status List 1.0 section 2.1).</summary>
internal sealed record StatusEntry(string Purpose, long Index, string ListUrl)
{
    public const string Revocation = "revocation";
    public const string Suspension = "suspension";
    private const int MaxEntries = 8;

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
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("type"u8, out var type))
            return Fault(Reasons.StatusMalformed, ref fault);
        if (!JsonReading.HasText(type, "BitstringStatusListEntry"u8))
            return Fault(Reasons.UnknownStatusType, ref fault);
        if (!entry.TryGetProperty("statusPurpose"u8, out var purpose) || purpose.ValueKind != JsonValueKind.String
            || !entry.TryGetProperty("statusListIndex"u8, out var index) || !TryReadIndex(index, out var position)
            || !entry.TryGetProperty("statusListCredential"u8, out var list) || list.ValueKind != JsonValueKind.String
            || list.GetString() is not { Length: > 0 and <= 2048 } url || !UrlText.IsUrl(list))
            return Fault(Reasons.StatusMalformed, ref fault);
        if (purpose.ValueEquals("message"u8) || purpose.ValueEquals("refresh"u8))
            return null; // neither says anything about validity
        var known = purpose.ValueEquals("revocation"u8) ? Revocation : purpose.ValueEquals("suspension"u8) ? Suspension : null;
        if (known is null || (entry.TryGetProperty("statusSize"u8, out var size) && !IsOne(size)))
            return Fault(Reasons.UnknownStatusPurpose, ref fault);
        return new StatusEntry(known, position, url);
    }

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
