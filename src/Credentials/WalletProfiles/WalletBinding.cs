using Credentials.Keys;
using Credentials.StatusLists;

namespace Credentials.WalletProfiles;

/// <summary>What belongs to one token and to no other: each copy in a wallet has its own, so that copies cannot be linked by it.</summary>
/// <param name="Issuer">The centre's issuer address, <c>{PublicUrl}/centres/{slug}</c>.</param>
/// <param name="IssuedAt">Now.</param>
/// <param name="Expires">End of the token's technical validity; null for one that has none.</param>
/// <param name="TokenId">A fresh <c>jti</c>.</param>
/// <param name="HolderKey">The wallet's key; null where no wallet asked.</param>
/// <param name="Status">A fresh entry of a status list.</param>
public sealed record WalletBinding(
    string Issuer, DateTimeOffset IssuedAt, DateTimeOffset? Expires, string TokenId, PublicKey? HolderKey, TokenStatusReference Status);
