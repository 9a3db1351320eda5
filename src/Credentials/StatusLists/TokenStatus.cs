namespace Credentials.StatusLists;

/// <summary>Status types of Token Status List (section "Status Types Values"). A list holds any value that fits its bits; these have a meaning.</summary>
public static class TokenStatus
{
    public const byte Valid = 0x00;

    /// <summary>Revoked, for good.</summary>
    public const byte Invalid = 0x01;

    /// <summary>For a time.</summary>
    public const byte Suspended = 0x02;

    /// <summary>Whether the value is set aside for applications, so that only they know what it means; every other unnamed value is reserved.</summary>
    public static bool IsApplicationSpecific(byte status) => status is 0x03 or (>= 0x0C and <= 0x0F);
}
