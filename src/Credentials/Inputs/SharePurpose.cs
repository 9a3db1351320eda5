namespace Credentials.Inputs;

/// <summary>What a link to a credential is for, as whoever makes it says.</summary>
public static class SharePurpose
{
    /// <summary>Characters.</summary>
    public const int Longest = 200;
}
