namespace Credentials.SdJwts;

/// <summary>Fills memory with random bytes. Outside tests always <see cref="System.Security.Cryptography.RandomNumberGenerator.Fill"/>: salts hide what is not disclosed.</summary>
public delegate void RandomSource(Span<byte> bytes);
