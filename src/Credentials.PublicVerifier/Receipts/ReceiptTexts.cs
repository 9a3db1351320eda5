namespace Credentials.PublicVerifier.Receipts;

/// <summary>The texts about receipts of checks.</summary>
public sealed class ReceiptTexts;
