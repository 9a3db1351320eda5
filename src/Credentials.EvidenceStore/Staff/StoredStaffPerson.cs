using System.Text.Json;
using System.Text.Json.Serialization;

namespace Credentials.EvidenceStore.Staff;

/// <summary>Who a member of staff is, as it lies under the master key.</summary>
/// <param name="Name">Stays when the member is removed, so that the journal can still say who did something.</param>
internal sealed record StoredStaffPerson(string Name)
{
    public const string Member = "staff-person";

    /// <summary>Where the member was invited; gone when removed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Email { get; init; }

    /// <summary>Whether a provider's account was bound to the member, by whose mark the member is found from then on.</summary>
    public bool IsBound { get; init; }

    public static StoredStaffPerson Read(byte[] json) =>
        JsonSerializer.Deserialize<StoredStaffPerson>(json) ?? throw new InvalidDataException("a member of staff is stored as nothing");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);
}
